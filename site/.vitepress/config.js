import {defineConfig} from 'vitepress';
import {addressOf, complete, copyPages, languages, sidebar} from './book.js';
import {extend, slugify} from './markdown.js';
import {repository} from './repository.js';

copyPages();
if (repository === undefined) {
  console.log('SITE_REPOSITORY does not say where the repository is on the web: links to its files are plain text.');
}

const locales = Object.entries(languages).map(([language, strings]) => [
  language,
  {
    lang: strings.lang,
    label: strings.label,
    title: strings.title,
    description: strings.description,
    themeConfig: {
      ...strings.theme,
      outline: {level: [2, 3], ...strings.theme.outline},
      sidebar: sidebar(language),
      nav: Object.entries(strings.nav).map(([source, text]) => ({text, link: addressOf(source)})),
    },
  },
]);

const base = process.env.SITE_BASE ?? '/';

export default defineConfig({
  srcDir: 'pages',
  base,
  head: [['link', {rel: 'icon', type: 'image/svg+xml', href: `${base}icon.svg`}]],
  cleanUrls: true,
  locales: Object.fromEntries(locales),
  markdown: {
    theme: {light: 'github-light-high-contrast', dark: 'github-dark-high-contrast'},
    anchor: {slugify},
    config: extend,
  },
  themeConfig: {
    // To the same page in the other language, if there is one of each.
    i18nRouting: complete,
    externalLinkIcon: false,
    socialLinks: repository ? [{icon: 'github', link: repository}] : [],
    search: {
      provider: 'local',
      options: {
        locales: Object.fromEntries(Object.entries(languages).map(([language, strings]) => [language, {translations: strings.search}])),
        miniSearch: {
          // Languages without spaces are cut into words by the browser.
          options: {
            tokenize: (text) =>
              text
                .split(/[\n\r\p{Z}\p{P}]+/u)
                .flatMap((word) =>
                  /[\u3040-\u30ff\u4e00-\u9fff]/.test(word)
                    ? [...new Intl.Segmenter('ja', {granularity: 'word'}).segment(word)].map((part) => part.segment)
                    : [word],
                ),
          },
        },
      },
    },
  },
  // All of Mermaid is loaded where there is a diagram, and only there.
  vite: {build: {chunkSizeWarningLimit: 3000}},
});
