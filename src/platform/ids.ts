import { v7 } from 'uuid';

/** A public id: UUIDv7 (RFC 9562) as text, so that ids sort by time. */
export const newId = (): string => v7();
