// The built site in a real browser: all pages, links, light and dark, a phone, the search, paper.
//   node test.mjs             says what is wrong, and ends with 1
//   node test.mjs PAGE ...    only these, and puts pictures of them into pictures/

import axe from 'axe-core';
import {execFileSync} from 'node:child_process';
import {createServer} from 'node:http';
import {existsSync, mkdirSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {extname, join} from 'node:path';
import puppeteer from 'puppeteer-core';

const base = process.env.SITE_BASE ?? '/';
const repository = process.env.SITE_REPOSITORY;
const dist = new URL('.vitepress/dist/', import.meta.url).pathname;
const root = new URL('..', import.meta.url).pathname;
const only = process.argv.slice(2);
const wrong = [];
const types = {'.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.json': 'application/json'};

/** As the host of the published site does it: x stands for x.html. */
const server = createServer((request, response) => {
  const path = decodeURI(new URL(request.url, 'http://localhost').pathname);
  const name = path.startsWith(base) ? path.slice(base.length) : '../';
  const file = ['', '.html', 'index.html'].map((end) => join(dist, name + end)).find((one) => one.startsWith(dist) && existsSync(one) && statSync(one).isFile());
  response.writeHead(file ? 200 : 404, {'Content-Type': types[extname(file ?? '')] ?? 'application/octet-stream'});
  response.end(file && readFileSync(file));
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const origin = `http://127.0.0.1:${server.address().port}`;

const pages = readdirSync(dist, {recursive: true})
  .filter((file) => file.endsWith('.html') && file !== '404.html')
  .map((file) => file.replace(/(^|\/)index\.html$/, '$1').replace(/\.html$/, ''))
  .sort();
const chosen = only.length > 0 ? only : pages;

function browserOf(...names) {
  for (const name of names) {
    for (const folder of process.env.PATH.split(':')) {
      if (existsSync(join(folder, name))) {
        return join(folder, name);
      }
    }
  }
  throw new Error('There is no Chromium here.');
}

// Two, with one page each: what is behind another one is not drawn.
const launch = () =>
  puppeteer.launch({
    executablePath: browserOf('chromium', 'chromium-browser', 'google-chrome'),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-proxy-server', '--disable-background-networking'],
  });
const browsers = await Promise.all([launch(), launch()]);

const anchors = new Map();
const links = [];

async function open(page, name) {
  await page.goto(origin + base + name, {waitUntil: 'load'});
  await page.waitForFunction(() => [...document.querySelectorAll('.diagram')].every((diagram) => diagram.querySelector('svg')), {polling: 50});
}

async function barriers(page, name, scheme, rules) {
  const {violations} = await page.evaluate((only) => window.axe.run(document, {resultTypes: ['violations'], ...(only && {runOnly: only})}), rules);
  for (const {id, impact, help, nodes} of violations.filter(({impact}) => ['serious', 'critical'].includes(impact))) {
    wrong.push(`${name} (${scheme}): axe: ${impact}: ${id}: ${help}: ${nodes.slice(0, 3).map((node) => `${node.html} ${node.failureSummary}`).join('; ')}`);
  }
}

/** Whether the page itself has to be moved sideways. */
async function width(page, name, kind) {
  const {wide, widest} = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    widest: [...document.querySelectorAll('.VPContent *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 3).map((e) => e.outerHTML.slice(0, 120)),
  }));
  if (wide > 0) {
    wrong.push(`${name} (${kind}): ${wide} pixels too wide: ${widest.join('; ')}`);
  }
}

async function look(page, name) {
  if (only.length > 0) {
    mkdirSync('pictures', {recursive: true});
  }
  const picture = async (kind) => {
    if (only.length > 0) {
      await page.screenshot({path: `pictures/${name.replaceAll('/', '-') || 'index'}-${kind}.png`, fullPage: true});
    }
  };
  await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: 'light'}]);
  await page.setViewport({width: 1280, height: 800});
  await open(page, name);
  const found = await page.evaluate(() => ({
    ids: [...document.querySelectorAll('[id]')].map((element) => element.id),
    links: [...document.querySelectorAll('a[href]')].map((a) => a.href),
    images: [...document.images].filter((image) => image.complete && image.naturalWidth === 0).map((image) => image.src),
  }));
  anchors.set(name, new Set(found.ids));
  found.links.forEach((link) => links.push([name, link]));
  found.images.forEach((image) => wrong.push(`${name}: no picture: ${image}`));
  await page.evaluate(axe.source);
  await barriers(page, name, 'light');
  await picture('light');
  await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: 'dark'}]);
  await page.waitForFunction(() => document.documentElement.classList.contains('dark'), {polling: 50});
  await barriers(page, name, 'dark', ['color-contrast', 'link-in-text-block']);
  await picture('dark');
  await page.setViewport({width: 390, height: 844, isMobile: true, hasTouch: true});
  await width(page, name, 'phone');
  await picture('phone');
  if (only.length > 0) {
    await page.pdf({path: `pictures/${name.replaceAll('/', '-') || 'index'}.pdf`, format: 'A4'});
  }
}

async function firstPage(browser) {
  const [page] = await browser.pages();
  page.setDefaultTimeout(60_000);
  page.on('console', (message) => ['error', 'warn'].includes(message.type()) && wrong.push(`${page.url()}: the console says: ${message.text()}`));
  page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error}`));
  page.on('requestfailed', (request) => wrong.push(`${page.url()}: does not load: ${request.url()}`));
  page.on('request', (request) => request.url().startsWith(origin) || request.url().startsWith('data:') || wrong.push(`${page.url()} asks a stranger: ${request.url()}`));
  return page;
}

/** Links within the site have a page and an anchor; those to the code host a file in this tree, and a line. */
function checkLink(from, link) {
  const url = new URL(link);
  if (repository && link.startsWith(repository)) {
    const [, path, line] = /^\/(?:blob|tree)\/[^/]+\/([^#]*)(?:#L(\d+))?$/.exec(link.slice(repository.length)) ?? [null, '.'];
    const file = join(root, path);
    if (!existsSync(file) || (line && readFileSync(file, 'utf8').split('\n').length < line)) {
      wrong.push(`${from}: leads nowhere: ${link}`);
    }
  } else if (url.origin === origin) {
    const name = decodeURI(url.pathname).slice(base.length);
    const there = anchors.get(name);
    if (!pages.includes(name) || !url.pathname.startsWith(base)) {
      wrong.push(`${from}: leads nowhere: ${url.pathname}`);
    } else if (there && url.hash && !there.has(decodeURIComponent(url.hash.slice(1)))) {
      wrong.push(`${from}: there is no ${url.hash} in ${url.pathname}`);
    }
  }
}

/** The search finds a section, and leads to it. */
async function search(page, from, word, expected) {
  await page.setViewport({width: 1280, height: 800});
  await open(page, from);
  await page.click('.VPNavBarSearch button');
  await page.waitForSelector('.VPLocalSearchBox input');
  await page.type('.VPLocalSearchBox input', word);
  await page.waitForSelector('.VPLocalSearchBox .result');
  const found = await page.$$eval('.VPLocalSearchBox .result', (results) => results.map((result) => result.getAttribute('href')));
  if (!found.some((href) => href.endsWith(expected))) {
    wrong.push(`The search for "${word}" does not find ${expected}, but ${found.join(', ')}`);
  }
  if (only.length > 0) {
    await page.screenshot({path: 'pictures/search.png'});
  }
}

const names = [...chosen];
try {
  const tabs = await Promise.all(browsers.map(firstPage));
  await Promise.all(
    tabs.map(async (page) => {
      while (names.length > 0) {
        await look(page, names.shift());
      }
    }),
  );
  links.forEach(([from, link]) => checkLink(from, link));
  await search(tabs[0], '', 'silly window', '/phase5-echo#55-send-what-the-peer-has-room-for');
} catch (problem) {
  wrong.push(String(problem.stack));
} finally {
  await Promise.all(browsers.map((browser) => browser.close()));
  server.close();
}

const all = [...new Set(wrong)];
all.forEach((line) => console.log(line));
console.log(`${chosen.length} pages, ${links.length} links, wrong: ${all.length}`);
process.exit(all.length > 0 ? 1 : 0);
