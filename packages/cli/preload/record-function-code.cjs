'use strict';

/**
 * Runs inside a CDK app that Faultline runs (`node --require`), and tells what each of its functions is made from: a
 * cloud assembly does not hold the entry of a bundled function. It also keeps the app going where code is not built yet:
 * something empty stands in for a missing asset, no image is built, and no package manager is run.
 *
 * It writes one JSON object a line to the file that FAULTLINE_RECORDING names:
 *   { construct, kind: 'asset' | 'image' | 'bucket' | 'inline', path?, file?, entry?, command?, entrypoint?, folder?, key?, isMissing? }
 *   { image: tag, path, file? }
 *   { missing: path or command, construct }
 *
 * It wraps classes of aws-cdk-lib where they are loaded and reads fields of theirs that are private; where these have
 * another name it records nothing, and the app runs as it would without it.
 */

const childProcess = require('node:child_process');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const { appendFileSync, existsSync, mkdirSync, statSync, writeFileSync } = fs;
const recording = process.env.FAULTLINE_RECORDING;
if (recording) install(recording);

function install(output) {
  const seen = new WeakSet();
  const load = Module._load;
  let isCdk = false;
  Module._load = function (request, parent) {
    const exported = load.apply(this, arguments);
    try {
      const wrap = wrapperFor(request, parent);
      if (wrap && !seen.has(exported)) {
        seen.add(exported);
        wrap(exported, output);
        if (!isCdk) keepFromBuilding(output);
        isCdk = true;
      }
    } catch {
      // Another version of the CDK: the app matters more than what is told of it.
    }
    return exported;
  };
}

const wrappers = {
  code: wrapCode,
  'asset-staging': wrapStaging,
  'image-asset': wrapImages,
  bundling: wrapDocker,
  util: wrapLockFiles,
  function: wrapNodejsFunctions,
};

function wrapperFor(request, parent) {
  const from = parent && parent.filename;
  if (request === '@cdklabs/deploy-time-build' || request === 'deploy-time-build') return wrapCloudBuilds;
  if (typeof request !== 'string' || !from || !/[\\/](?:aws-cdk-lib|@aws-cdk)[\\/]/.test(from)) return undefined;
  const name = path.basename(request, '.js');
  return Object.hasOwn(wrappers, name) ? wrappers[name] : undefined;
}

function put(output, entry) {
  try {
    appendFileSync(output, `${JSON.stringify(entry)}\n`);
  } catch {
    // A full disk must not end the app.
  }
}

/** `aws-lambda/lib/code`: what functions are made from. */
function wrapCode(exported, output) {
  const describe = {
    AssetCode(code) {
      const bundling = code.options && code.options.bundling;
      const entry = bundling && bundling.props && bundling.props.entry;
      const isMissing = !existsSync(typeof entry === 'string' ? entry : code.path);
      return {
        kind: 'asset',
        path: path.resolve(code.path),
        ...(typeof entry === 'string' && { entry: path.resolve(entry) }),
        ...(isMissing && { isMissing }),
      };
    },
    AssetImageCode(code) {
      return { ...image(code.directory, code.props), ...started(code.props) };
    },
    EcrImageCode(code) {
      const source = builtInCloud.get(code);
      return { ...image(source.directory, source), ...started(code.props) };
    },
    S3Code: (code) => ({ kind: 'bucket', key: code.key }),
    S3CodeV2: (code) => ({ kind: 'bucket', key: code.key }),
    InlineCode: () => ({ kind: 'inline' }),
  };
  for (const [name, tell] of Object.entries(describe)) {
    const owner = exported[name];
    if (!owner || !owner.prototype) continue;
    const bind = owner.prototype.bind;
    owner.prototype.bind = function (scope, ...rest) {
      try {
        put(output, { construct: scope.node.path, ...tell(this) });
      } catch {
        // What cannot be told is told by the template as far as it goes.
      }
      return bind.call(this, scope, ...rest);
    };
  }
}

/** Images that are built while the app is deployed, with what they are built from; by the code that runs them. */
const builtInCloud = new WeakMap();

const image = (directory, { file } = {}) => ({
  kind: 'image',
  path: path.resolve(directory),
  ...(typeof file === 'string' && { file }),
});

/** What a function starts in place of what its image says. */
const started = ({ cmd, entrypoint, workingDirectory } = {}) => ({
  ...(Array.isArray(cmd) && { command: cmd }),
  ...(Array.isArray(entrypoint) && { entrypoint }),
  ...(typeof workingDirectory === 'string' && { folder: workingDirectory }),
});

/** `@cdklabs/deploy-time-build`: its class keeps what it was made with in `props`. */
function wrapCloudBuilds(exported) {
  const owner = exported.ContainerImageBuild;
  if (typeof owner !== 'function' || !owner.prototype.toLambdaDockerImageCode) return;
  const make = owner.prototype.toLambdaDockerImageCode;
  owner.prototype.toLambdaDockerImageCode = function () {
    const { props } = this;
    const code = make.apply(this, arguments);
    const bind = code._bind;
    // The code of a function is made when the function is.
    code._bind = function () {
      const made = bind.apply(this, arguments);
      if (props && typeof props.directory === 'string') builtInCloud.set(made, props);
      return made;
    };
    return code;
  };
}

/** `core/lib/asset-staging`: all files and folders that are deployed. */
function wrapStaging(exported, output) {
  intercept(exported, 'AssetStaging', undefined, ([scope, id, props]) => {
    if (existsSync(props.sourcePath)) return undefined;
    put(output, { missing: path.resolve(props.sourcePath), construct: scope.node.path });
    return [scope, id, { ...props, sourcePath: standIn(output, props.sourcePath) }];
  });
}

/** `aws-ecr-assets/lib/image-asset`: images that are built from a folder. */
function wrapImages(exported, output) {
  const tell = (asset, [, , props]) => {
    if (asset.assetHash) put(output, { image: asset.assetHash, ...image(props.directory, props) });
  };
  intercept(exported, 'DockerImageAsset', tell, ([scope, id, props]) => {
    const file = path.join(props.directory, props.file || 'Dockerfile');
    if (existsSync(file)) return undefined;
    put(output, { missing: path.resolve(file), construct: `${scope.node.path}/${id}` });
    const directory = standIn(output, 'image');
    writeFileSync(path.join(directory, 'Dockerfile'), 'FROM scratch\n');
    return [scope, id, { ...props, directory, file: 'Dockerfile' }];
  });
}

/** Lets a class be made with other arguments, which `change` gives where they are not right, and tells what was made. */
function intercept(exported, name, tell, change) {
  if (typeof exported[name] !== 'function') return;
  exported[name] = new Proxy(exported[name], {
    construct(target, args, made) {
      const changed = change(args);
      const instance = Reflect.construct(target, changed || args, made);
      try {
        if (tell && !changed) tell(instance, args);
      } catch {
        // A field of another version: the app matters more.
      }
      return instance;
    },
  });
}

/** `core/lib/bundling`: images in which code is built. */
function wrapDocker(exported, output) {
  const image = exported.DockerImage;
  if (typeof image !== 'function' || !image.fromBuild) return;
  const notBuilt = 'faultline/not-built';
  image.fromBuild = function (folder) {
    put(output, { missing: `docker build ${folder}`, construct: '' });
    return new this(notBuilt);
  };
  const copy = image.prototype.cp;
  image.prototype.cp = function (from, to) {
    return this.image === notBuilt ? to || standIn(output, 'image-content') : copy.call(this, from, to);
  };
}

/** `aws-lambda-nodejs/lib/util`: a repository without a lock file, or with several, is enough where nothing is bundled. */
function wrapLockFiles(exported) {
  const find = exported.findUpMultiple;
  if (typeof find !== 'function') return;
  exported.findUpMultiple = function (names, ...rest) {
    const found = find.call(this, names, ...rest);
    if (!names.includes('package-lock.json')) return found;
    return found.length > 0 ? found.slice(0, 1) : [path.join(outermostFolder(), 'package-lock.json')];
  };
}

/** `aws-lambda-nodejs/lib/function`: a lock file or an entry that is named and not there. */
function wrapNodejsFunctions(exported, output) {
  if (typeof exported.NodejsFunction !== 'function') return;
  exported.NodejsFunction = new Proxy(exported.NodejsFunction, {
    construct(target, [scope, id, props = {}, ...rest], made) {
      const { depsLockFilePath, ...others } = props;
      const gone = [depsLockFilePath, props.entry].filter((file) => typeof file === 'string' && !existsSync(file));
      for (const file of gone) put(output, { missing: path.resolve(file), construct: `${scope.node.path}/${id}` });
      const kept = gone.includes(depsLockFilePath) ? others : props;
      return claimingThere(gone, () => Reflect.construct(target, [scope, id, kept, ...rest], made));
    },
  });
}

/** Lets the CDK believe that files are there of which it only asks whether they are: nothing is bundled. */
function claimingThere(files, work) {
  fs.existsSync = (file) => files.includes(file) || existsSync(file);
  try {
    return work();
  } finally {
    fs.existsSync = existsSync;
  }
}

/** The folder of the repository, or the working folder where there is none. */
function outermostFolder() {
  for (let folder = process.cwd(); ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, '.git'))) return folder;
    if (folder === path.dirname(folder)) return process.cwd();
  }
}

/** An empty archive: the record of the end of its directory, and nothing before it. */
const emptyZip = Buffer.from([0x50, 0x4b, 5, 6, ...Array(18).fill(0)]);

/** Something empty of the same kind as what is missing. */
function standIn(output, missing) {
  const folder = path.join(path.dirname(output), 'stand-ins');
  const extension = path.extname(missing);
  const place = path.join(folder, `empty${extension}`);
  mkdirSync(extension === '' ? place : folder, { recursive: true });
  if (extension !== '' && !(existsSync(place) && statSync(place).isFile())) writeFileSync(place, emptyZip);
  return place;
}

const builders =
  /^\s*(?:docker|podman|finch|nerdctl)\s|^\s*(?:npm|yarn|pnpm|bun)\s+(?:ci|i|install|add|build|run(?:-script)?\s+\S*(?:build|compile|package|bundle)\S*)\b/;

/** Programs that install or build for the app: they take minutes, change its folder, and nothing that is judged hangs on them. */
function keepFromBuilding(output) {
  const isBuilder = (command) => {
    if (!builders.test(`${command} `)) return false;
    put(output, { missing: command.slice(0, 200), construct: '' });
    return true;
  };
  const written = (options) => (options && options.encoding && options.encoding !== 'buffer' ? '' : Buffer.alloc(0));
  const { execFileSync, execSync, spawnSync } = childProcess;
  childProcess.execSync = function (command, options) {
    return isBuilder(String(command)) ? written(options) : execSync.apply(this, arguments);
  };
  childProcess.execFileSync = function (file, args, options) {
    return isBuilder(line(file, args)) ? written(options) : execFileSync.apply(this, arguments);
  };
  childProcess.spawnSync = function (file, args, options) {
    if (!isBuilder(line(file, args))) return spawnSync.apply(this, arguments);
    const nothing = written(options);
    return { pid: 0, output: [null, nothing, nothing], stdout: nothing, stderr: nothing, status: 0, signal: null };
  };
  Module.syncBuiltinESMExports();
}

function line(file, args) {
  return [path.basename(String(file)), ...(Array.isArray(args) ? args : [])].join(' ');
}
