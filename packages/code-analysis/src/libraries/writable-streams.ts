/** Exports that make something to write to, by module; `promises`-style handles wait by themselves and are left out. */
export const writableMakers: readonly { readonly modules: RegExp; readonly names: RegExp }[] = [
  { modules: /^(node:)?fs$|^fs-extra$|^graceful-fs$/, names: /^(createWriteStream|WriteStream)$/ },
  { modules: /^(node:)?net$|^(node:)?tls$/, names: /^(connect|createConnection|Socket|TLSSocket)$/ },
  { modules: /^(node:)?https?$/, names: /^request$/ },
  { modules: /^(node:)?zlib$/, names: /^create\w+$/ },
  { modules: /^(node:)?stream$|^readable-stream$/, names: /^(PassThrough|Writable|Transform|Duplex)$/ },
  { modules: /^(node:)?crypto$/, names: /^create(Cipher|Decipher)iv$/ },
  {
    modules: /^(csv-stringify|fast-csv|@fast-csv\/format|csv-writer|tar-stream|pump|stream-json)$/,
    names: /^(default|stringify|format|pack)$/,
  },
];

/** Written types of things to write to, by module; the empty name of a module stands for globals. Source: `@types/node` 24. */
export const writableTypes: Readonly<Record<string, readonly string[]>> = {
  express: ['Response'],
  http: ['ServerResponse', 'ClientRequest'],
  'node:http': ['ServerResponse', 'ClientRequest'],
  net: ['Socket'],
  'node:net': ['Socket'],
  fs: ['WriteStream'],
  'node:fs': ['WriteStream'],
  stream: ['Writable', 'PassThrough', 'Duplex', 'Transform'],
  'node:stream': ['Writable', 'PassThrough', 'Duplex', 'Transform'],
  global: ['NodeJS.WritableStream', 'NodeJS.WriteStream'],
};

/** Sources of data whose `data` events come as fast as they can be read. */
export const dataEvents: ReadonlySet<string> = new Set(['data', 'row', 'record', 'line', 'entry', 'message']);
