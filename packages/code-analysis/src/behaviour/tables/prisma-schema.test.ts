import { expect, it } from 'vitest';
import { engineOf } from '../../testing/project.js';
import { prismaModel, readPrismaSchema } from './prisma-schema.js';

const schema = `
model OrderItem {
  id        String  @id @default(uuid())
  number    Int     @unique // of the shop
  order     Order   @relation(fields: [orderId], references: [id])
  orderId   String
  place     Int     @default(0)

  @@unique([orderId, place(sort: Desc)], name: "one_place")
  @@index([place])
}
model Country {
  code String @id
}
`;

it('reads what is unique, what stands behind relations, and what is made by default', () => {
  const models = readPrismaSchema(schema);
  expect([...models.keys()]).toEqual(['orderItem', 'country']);
  expect(models.get('orderItem')?.unique).toEqual([['number'], ['orderId', 'place']]);
  expect(models.get('orderItem')?.columnsOf.get('order')).toEqual(['orderId']);
  expect([...(models.get('orderItem')?.generated ?? [])]).toEqual(['id', 'place']);
  expect(models.get('country')?.unique).toEqual([['code']]);
});

it('finds the nearest schema above a file', () => {
  const engine = engineOf({
    '/app/prisma/schema.prisma': schema,
    '/app/api/prisma/schema.prisma': 'model Mail {\n  id Int @id\n}\n',
    '/app/api/src/mail.ts': '',
    '/app/web/src/shop.ts': '',
  });
  expect(prismaModel(engine, '/app/api/src/mail.ts', 'mail')?.unique).toEqual([['id']]);
  expect(prismaModel(engine, '/app/web/src/shop.ts', 'orderItem')?.name).toBe('OrderItem');
  expect(prismaModel(engine, '/app/web/src/shop.ts', 'mail')).toBeUndefined();
  expect(prismaModel(engine, '/other/shop.ts', 'orderItem')).toBeUndefined();
});
