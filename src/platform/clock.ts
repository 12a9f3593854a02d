/** Time as a need, so that a test can hold it. Leases and due times use the database's clock instead. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
