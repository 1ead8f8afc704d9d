// The pages of the site: which, in which order, in which languages. All are pages of the repository, copied; none is written here.

import {copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

// A further language, for instance Japanese, has its strings in strings/ja.js; its pages are docs/ja/phase1-tap.md for
// docs/phase1-tap.md, and README.ja.md for README.md. English is at the root of the site.
export const languages = {};
for (const file of readdirSync(new URL('strings', import.meta.url)).sort()) {
  const language = file.replace('.js', '');
  languages[language === 'en' ? 'root' : language] = (await import(`./strings/${file}`)).default;
}

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const copies = fileURLToPath(new URL('../pages/', import.meta.url));

const markdown = (folder) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.md')).map((name) => `${folder}/${name}`);

// The groups of the sidebar; the strings of a language have their titles.
const groups = {
  start: ['README.md', 'docs/README.md', 'docs/working.md', 'docs/running.md'],
  phases: markdown('docs').filter((page) => page.startsWith('docs/phase')),
  help: ['docs/troubleshooting.md', 'docs/pitfalls.md', 'docs/glossary.md', 'docs/further-reading.md', 'docs/bench.md', 'docs/updating.md'],
  teaching: ['docs/instructors.md'],
  changing: ['CONTRIBUTING.md', 'backstage/README.md', 'CHANGELOG.md'],
  decisions: [...new Set(['docs/decisions/README.md', ...markdown('docs/decisions')])],
};

const listed = Object.values(groups).flat();
for (const page of [...markdown('docs'), ...markdown('docs/decisions')]) {
  if (!listed.includes(page)) {
    throw new Error(`No group of site/.vitepress/book.js has ${page}; add it to one.`);
  }
}

/** Where a page is on the site, without its language and ".md". */
function nameOf(source) {
  const names = {'README.md': 'index', 'docs/README.md': 'map', 'docs/decisions/README.md': 'decisions/index', 'backstage/README.md': 'backstage'};
  return names[source] ?? source.replace(/^docs\//, '').replace(/\.md$/, '').toLowerCase();
}

/** The file of a page in a language. */
function inLanguage(source, language) {
  if (language === 'root') {
    return source;
  }
  return source.startsWith('docs/') ? source.replace('docs/', `docs/${language}/`) : source.replace(/\.md$/, `.${language}.md`);
}

/** All pages: {language, group, source, copy}; the last two are paths, in the repository and in pages/. */
export const pages = [];
for (const language of Object.keys(languages)) {
  for (const [group, sources] of Object.entries(groups)) {
    for (const page of sources) {
      const source = inLanguage(page, language);
      if (existsSync(join(root, source))) {
        pages.push({language, group, source, copy: `${language === 'root' ? '' : `${language}/`}${nameOf(page)}.md`});
      }
    }
  }
}

/** Whether each page is there in each language. */
export const complete = pages.length === listed.length * Object.keys(languages).length;

/** Copies all pages and pictures to where VitePress looks for them. */
export function copyPages() {
  rmSync(copies, {recursive: true, force: true});
  for (const {source, copy} of pages) {
    mkdirSync(dirname(join(copies, copy)), {recursive: true});
    copyFileSync(join(root, source), join(copies, copy));
  }
  cpSync(join(root, 'docs/pictures'), join(copies, 'public/pictures'), {recursive: true});
  copyFileSync(join(root, 'phase7-services/src/main/resources/workshop/live/icon.svg'), join(copies, 'public/icon.svg'));
}

const address = (copy) => `/${copy.replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '')}`;

/** The address of a page on the site, without its base; undefined for any other file. */
export function addressOf(source) {
  const page = pages.find((other) => other.source === source);
  return page && address(page.copy);
}

/** Which file a copy was made from. */
export const sourceOf = (copy) => pages.find((page) => page.copy === copy)?.source;

/** The sidebar of a language. Pages have the titles that they have. */
export function sidebar(language) {
  return Object.keys(groups)
    .map((group) => ({
      text: languages[language].groups[group],
      items: pages
        .filter((page) => page.language === language && page.group === group)
        .map((page) => ({text: title(page.source), link: address(page.copy)})),
    }))
    .filter((group) => group.items.length > 0);
}

function title(source) {
  return /^# (.*)$/m.exec(readFileSync(join(root, source), 'utf8'))[1].replaceAll('`', '');
}
