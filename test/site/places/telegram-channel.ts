/** A public channel as its web preview shows it; the previews themselves are served at the root, as on the real host. */
import type { SitePlace } from '../place.ts';

const telegramChannel: SitePlace = {
  answer: () => undefined,
  options: (root) => ({ channel: 'invented_jobs', baseUrl: new URL(root).origin }),
  // One message only says that the channel was created.
  shown: (adverts) => adverts.filter((advert) => advert.id !== 1),
};

export default telegramChannel;
