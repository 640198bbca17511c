/** Functions of `node:http` and `node:https` that start a request, which emits `error` when it fails. Source: Node 24, `http.md`. */
export const requesters: Readonly<Record<string, RegExp>> = {
  http: /^(?:get|request)$/,
  https: /^(?:get|request)$/,
  'follow-redirects': /^(?:https?\.)?(?:get|request)$/,
};

/** Functions that read a file as a stream. */
export const readers = /^createReadStream$/;

/** Methods that give the body of what another system keeps as a stream: mongodb 7 `GridFSBucket`, aws-sdk 2 `Request`. */
export const readableMethods = /^(?:openDownloadStream|openDownloadStreamByName)$/;
