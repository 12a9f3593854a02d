/** `lurewatch crawl`: the workers' own path in one process, on a database that is thrown away afterwards. */
import type { Command } from './command.ts';
import { readCrawlOptions } from './crawl/read-options.ts';

const help = `Crawls once, with no server running, and shows what was found.

  lurewatch crawl https://jobs.example.com/            a table, best first
  lurewatch crawl https://jobs.example.com/ --json     one line a posting, as it is scored
  lurewatch crawl https://t.me/s/example_channel       a public channel's preview pages

Options
  --type T                      target type; guessed from the address without it
  --out DIR                     keeps the captures by their hash, captures.jsonl (what was fetched when, and its
                                hash) and postings.jsonl
  --data DIR                    keeps the database there; a second crawl goes on with it
  --json                        JSON lines: url, title, text, employer, location, kind, tier, score, urgent,
                                languages, findings, contacts
  --delay MS                    wait between two requests to one site; 2000 without it, 0 for allowed private hosts
  --concurrency N               sites that are visited at the same time; 4 without it
  --max-pages N                 pages in all of one address; 10000 without it
  --browser                     renders pages that scripts build, where a browser is found
  --proxy URL                   fetches everything through this proxy and nothing past it: http://HOST:PORT or
                                socks5://HOST:PORT, USER:PASSWORD@ before the host where it asks for them
  --proxy-file FILE             the same, its address in the first line of FILE: a password on the command line
                                is seen by everybody who lists the machine's processes
  --allow-private-host H:P      lets the crawl reach this private or loopback host; may stand several times
  --ignore-robots --reason TEXT crawls what robots.txt forbids; the reason is logged

The summary stands on stderr. Exit codes: 0 done, 1 an address could not be crawled, 2 wrong use, 3 something
that is needed was missing. A pattern in words says nothing about a person or company: do not contact anybody.
`;

const crawl: Command = {
  id: 'crawl',
  summary: 'crawl addresses once and show what looks like a lure',
  usage:
    'crawl URL… [--type T] [--json] [--out DIR] [--data DIR] [--max-pages N] [--allow-private-host HOST:PORT]',
  help,
  async run(argv) {
    const options = readCrawlOptions(argv);
    // Loads everything there is; the help must not wait for it.
    const { runCrawl } = await import('./crawl/run-crawl.ts');
    return runCrawl(options);
  },
};

export default crawl;
