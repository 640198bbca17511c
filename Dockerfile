# The command line in an image. What is mounted at /src is judged, and none of its code runs:
#   docker build --tag faultline .
#   docker run --rm --volume "$PWD:/src" faultline
FROM node:24 AS build
WORKDIR /faultline
COPY . .
RUN npm ci && npm run pack -- /packed

FROM node:24
COPY --from=build /packed /packed
RUN npm install --global --ignore-scripts --no-audit --no-fund /packed/faultline-*.tgz && npm cache clean --force
# What is mounted belongs to somebody else, and Git would say nothing of it. No program that it names is run.
RUN git config --system --add safe.directory '*'
WORKDIR /src
ENTRYPOINT ["faultline"]
CMD ["check", "--untrusted"]
