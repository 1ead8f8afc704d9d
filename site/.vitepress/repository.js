// Where the files of the repository are to be seen: links to sources lead there.

import {execFileSync} from 'node:child_process';
import {existsSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {root} from './book.js';

/** From SITE_REPOSITORY, or from where this tree was cloned; undefined if neither is an address on the web. */
export const repository = web(process.env.SITE_REPOSITORY ?? git('remote', 'get-url', 'origin'));

/** A branch, a tag or a commit. */
const revision = process.env.SITE_REVISION ?? 'main';

function git(...words) {
  try {
    return execFileSync('git', ['-C', root, ...words], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']}).trim();
  } catch {
    return '';
  }
}

function web(address) {
  const found = /^(?:https:\/\/(?:[^@/]*@)?|ssh:\/\/git@|git@)([^/:]+)[/:](.+?)(?:\.git)?\/?$/.exec(address);
  return found ? `https://${found[1]}/${found[2]}` : undefined;
}

/** The address of a file or a folder there; undefined if there is none. */
export function onHost(path, line) {
  if (repository === undefined || !existsSync(join(root, path))) {
    return undefined;
  }
  const kind = statSync(join(root, path)).isDirectory() ? 'tree' : 'blob';
  return `${repository}/${kind}/${revision}/${path}${line ? `#L${line}` : ''}`;
}
