// What the site makes of the pages' Markdown; beside an editor and on a code host they are read as they are.

import {readFileSync} from 'node:fs';
import {dirname, join, normalize} from 'node:path';
import {addressOf, root, sourceOf} from './book.js';
import {onHost} from './repository.js';

/** The anchors that code hosts give to headings, so that one link is right everywhere. ./workshop docs check has the same. */
export function slugify(heading) {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}

export function extend(md) {
  md.core.ruler.push('repository', (state) => {
    const source = sourceOf(state.env.relativePath);
    state.tokens.forEach((token, i) => {
      if (token.type === 'inline') {
        link(token.children, source);
      } else if (token.type === 'html_block') {
        token.content = picture(token.content);
      } else if (token.type === 'fence') {
        token.meta = {file: /<!-- (?:code|picture): ([^#\s]+)/.exec(state.tokens[i - 1]?.content ?? '')?.[1]};
      }
    });
  });
  const fence = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, i, options, env, self) => {
    const {info, content, meta} = tokens[i];
    if (info.trim() === 'mermaid') {
      return `<Diagram source="${encodeURIComponent(content)}"></Diagram>\n`;
    }
    const block = fence(tokens, i, options, env, self);
    if (info.trim() === 'java' && meta.file) {
      return withLines(block, content, meta.file);
    }
    // What is typed, behind a prompt.
    return info.trim() === 'console' ? block.replace(/<span class="line">(?=<span[^>]*>\$)/g, '<span class="line typed">') : block;
  };
}

/** A link to a page leads to it on the site, one to another file to the code host, or nowhere if the host is not known. */
function link(tokens, source) {
  const open = [];
  for (const token of tokens) {
    if (token.type === 'image') {
      token.attrSet('src', address(token.attrGet('src'), source) ?? token.attrGet('src'));
    } else if (token.type === 'link_open') {
      open.push(token);
      const target = token.attrGet('href');
      if (!/^([a-z]+:|#)/i.test(target)) {
        const there = address(target, source);
        if (there) {
          token.attrSet('href', there);
        } else {
          token.tag = 'span';
          token.attrs = null;
        }
      }
    } else if (token.type === 'link_close') {
      token.tag = open.pop().tag;
    }
  }
}

function address(target, source) {
  const [, path, anchor] = /^([^#]*)(.*)$/.exec(target);
  const file = normalize(join(dirname(source), decodeURI(path))).replace(/\/$/, '');
  if (file.startsWith('docs/pictures/')) {
    return file.replace('docs/', '/');
  }
  const page = addressOf(file);
  return page ? page + anchor : onHost(file);
}

/** A picture for light and one for dark: on a code host the system's setting chooses, on the site its own switch. */
function picture(html) {
  return html.replace(
    /<picture>\s*<source media="\(prefers-color-scheme: dark\)" srcset="([^"]*)">\s*<img src="([^"]*)" alt="([^"]*)">\s*<\/picture>/g,
    (_, dark, light, alt) => image('only-light', light, alt) + image('only-dark', dark, alt),
  );
}

function image(kind, path, alt) {
  return `<img class="${kind}" src="${path.replace(/^(\.\.\/)*(docs\/)?/, '/')}" alt="${alt.replace(/\s+/g, ' ')}">`;
}

/** Java that is cut from a source: the name of its file above, and at each line its number there, as links. */
function withLines(block, content, file) {
  const numbers = lineNumbers(content.trimEnd().split('\n'), readFileSync(join(root, file), 'utf8').split('\n'));
  const first = onHost(file, numbers[0]);
  const caption = first ? `<a href="${first}">${file}</a>` : file;
  const column = numbers
    .map((number) => (number && first ? `<a tabindex="-1" href="${onHost(file, number)}">${number}</a>` : (number ?? '')))
    .join('<br>');
  return block
    .replace(/^<div class="/, '<div class="from-source ')
    .replace(/<button[^]*?<\/button><span class="lang">[^<]*<\/span>/, `$&<p class="source">${caption}</p>`)
    .replace(/<\/div>\s*$/, `<div class="lines" aria-hidden="true">${column}</div></div>\n`);
}

/** Where each line stands in the source, from 1 on. Members may stand in another order there; between them is an empty line. */
function lineNumbers(lines, source) {
  const wanted = lines.map((line) => line.trim());
  const there = source.map((line) => line.trim());
  const run = (i, at) => {
    let length = 0;
    while (i + length < wanted.length && wanted[i + length] === there[at + length]) {
      length++;
    }
    return length;
  };
  const numbers = [];
  for (let i = 0; i < wanted.length; ) {
    const lengths = there.map((_, at) => (wanted[i] === '' ? 0 : run(i, at)));
    const longest = Math.max(...lengths);
    const at = lengths.indexOf(longest);
    for (let k = 0; k < Math.max(1, longest); k++, i++) {
      numbers.push(longest === 0 ? undefined : at + k + 1);
    }
  }
  return numbers;
}
