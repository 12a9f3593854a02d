import type { DemoAdvert } from '../demo-advert.ts';
import { lookAlikes } from './look-alikes.ts';
import { lures } from './lures.ts';
import { ordinaryAdverts } from './ordinary.ts';
import { people } from './people.ts';

export const demoAdverts: readonly DemoAdvert[] = [...lures, ...lookAlikes, ...ordinaryAdverts, ...people];
