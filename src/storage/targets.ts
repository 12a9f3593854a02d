/** Crawl targets as an admin sets them up. */
import { isDeepStrictEqual } from 'node:util';
import { BadInputError, NotThereError } from '../domain/failure.ts';
import { quietWindow } from '../domain/quiet-hours.ts';
import { maskHeaders } from '../domain/request-headers.ts';
import { isSameSchedule, nextRunAfter } from '../domain/schedule.ts';
import type { TargetSettings, TargetState } from '../domain/target.ts';
import { healthState } from '../domain/target-health.ts';
import type { TargetHealthView, TargetView } from '../domain/target-view.ts';
import { newId } from '../platform/ids.ts';
import type { SecretBox } from '../platform/secret-box.ts';
import { appendAudit } from './audit.ts';
import type { VisitTarget } from './frontier-contract.ts';
import type { Prisma, PrismaClient } from './generated/client.ts';
import { removeDemonstration } from './remove-demonstration.ts';
import { summariseRuns } from './run-summaries.ts';
import { sealHeaders } from './sealed-headers.ts';
import { rowOfSettings, type SettingsRow, settingsOfRow } from './target-rows.ts';
import { readWaitReasons } from './wait-reasons.ts';

export interface TargetStore {
  list(): Promise<TargetView[]>;
  /** Null when there is none, or it was removed. */
  byId(id: string): Promise<(VisitTarget & { state: TargetState }) | null>;
  /** An active one without a cron expression runs at once. */
  add(input: {
    settings: TargetSettings;
    actor: string;
    isDemonstration?: boolean;
    state?: TargetState;
  }): Promise<string>;
  change(id: string, settings: TargetSettings, actor: string): Promise<void>;
  setState(id: string, state: TargetState, actor: string): Promise<void>;
  /** The dispatcher starts a run of an active one at its next tick. */
  askForRun(id: string, actor: string): Promise<void>;
  /** What it found stays; `restore` takes it back. */
  remove(id: string, actor: string): Promise<void>;
  restore(id: string, actor: string): Promise<void>;
  /** Every demonstration target with its captures, postings and leads. Returns the hashes of blobs that nothing else uses. */
  removeDemonstration(actor: string): Promise<string[]>;
}

const columnsOf = (settings: TargetSettings) => ({
  ...rowOfSettings(settings),
  options: settings.options as Prisma.InputJsonObject, // came as JSON
});

const quietColumns = (settings: TargetSettings, now: Date) => {
  const window = settings.quietHours && quietWindow(settings.quietHours, now);
  return { quietStartsAt: window?.startsAt ?? null, quietEndsAt: window?.endsAt ?? null };
};

/** Names of the settings that differ: the audit log says what was changed, not to what. */
const changedNames = (before: TargetSettings, after: TargetSettings): string[] =>
  Object.keys({ ...before, ...after }).filter((name) => {
    const key = name as keyof TargetSettings;
    return !isDeepStrictEqual(before[key], after[key]);
  });

const shownSettings = (row: SettingsRow): TargetSettings => {
  const settings = settingsOfRow(row);
  return { ...settings, options: maskHeaders(settings.options) };
};

const notThereText = 'this crawl target is not there, or no longer';

const healthViewOf = (health: Prisma.TargetHealthGetPayload<object>): TargetHealthView => ({
  ...health,
  state: healthState.parse(health.state),
  since: health.since.toISOString(),
});

/** Without `secrets` no request headers can be stored. */
export const createTargetStore = (database: PrismaClient, secrets?: SecretBox): TargetStore => {
  const sealed = (targetId: string, settings: TargetSettings, before?: TargetSettings): TargetSettings => ({
    ...settings,
    options: sealHeaders(secrets, {
      targetId,
      options: settings.options,
      ...(before && { before: before.options }),
    }),
  });

  const changeRow = (
    id: string,
    data: Prisma.TargetUpdateManyMutationInput,
    audit: { actor: string; action: string; details?: Record<string, unknown> },
  ): Promise<void> =>
    database.$transaction(async (tx) => {
      const { count } = await tx.target.updateMany({ where: { id }, data });
      if (count === 0) throw new NotThereError(notThereText);
      await appendAudit(tx, { ...audit, subjectType: 'target', subjectId: id });
    });

  return {
    async list() {
      const [rows, runs, waits] = await Promise.all([
        database.target.findMany({
          where: { removedAt: null },
          orderBy: { createdAt: 'asc' },
          include: { health: true },
        }),
        summariseRuns(database, { limit: 10_000, latestOnly: true }),
        readWaitReasons(database),
      ]);
      return rows.map((row) => ({
        id: row.id,
        settings: shownSettings(row),
        state: row.state as TargetState,
        isDemonstration: row.isDemonstration,
        nextRunAt: row.nextRunAt?.toISOString() ?? null,
        createdAt: row.createdAt.toISOString(),
        lastRun: runs.find((run) => run.targetId === row.id) ?? null,
        waitsBecause: waits.get(row.id)?.join('; ') ?? null,
        health: row.health && healthViewOf(row.health),
      }));
    },

    async byId(id) {
      const row = await database.target.findFirst({ where: { id, removedAt: null } });
      if (!row) return null;
      const { isDemonstration } = row;
      return { ...shownSettings(row), id, isDemonstration, state: row.state as TargetState };
    },

    add: ({ settings, actor, isDemonstration = false, state = 'active' }) =>
      database.$transaction(async (tx) => {
        const id = newId();
        const now = new Date();
        const nextRunAt = settings.everyHours > 0 && !settings.cron ? now : nextRunAfter(settings, now);
        await tx.target.create({
          data: {
            id,
            ...columnsOf(sealed(id, settings)),
            ...quietColumns(settings, now),
            isDemonstration,
            state,
            nextRunAt,
          },
        });
        await appendAudit(tx, {
          actor,
          action: 'target.added',
          subjectType: 'target',
          subjectId: id,
          details: robotsDetails(settings),
        });
        return id;
      }),

    change: (id, settings, actor) =>
      database.$transaction(async (tx) => {
        const row = await tx.target.findUnique({ where: { id } });
        if (!row) throw new NotThereError(notThereText);
        const before = settingsOfRow(row);
        const now = new Date();
        await tx.target.update({
          where: { id },
          data: {
            ...columnsOf(sealed(id, settings, before)),
            ...quietColumns(settings, now),
            ...(!isSameSchedule(before, settings) && { nextRunAt: nextRunAfter(settings, now) }),
          },
        });
        await appendAudit(tx, {
          actor,
          action: 'target.changed',
          subjectType: 'target',
          subjectId: id,
          details: { changed: changedNames(before, settings), ...robotsDetails(settings) },
        });
      }),

    setState: (id, state, actor) =>
      changeRow(id, { state }, { actor, action: state === 'paused' ? 'target.paused' : 'target.resumed' }),

    askForRun: (id, actor) =>
      database.$transaction(async (tx) => {
        const row = await tx.target.findFirst({ where: { id, removedAt: null } });
        if (!row) throw new NotThereError(notThereText);
        if (row.state === 'paused') throw new BadInputError('this target is paused; resume it first');
        await tx.target.update({ where: { id }, data: { nextRunAt: new Date() } });
        await appendAudit(tx, { actor, action: 'target.run-asked', subjectType: 'target', subjectId: id });
      }),

    remove: (id, actor) => changeRow(id, { removedAt: new Date() }, { actor, action: 'target.removed' }),

    restore: (id, actor) => changeRow(id, { removedAt: null }, { actor, action: 'target.restored' }),

    removeDemonstration: (actor) => removeDemonstration(database, actor),
  };
};

/** An override of robots.txt stands in the audit log with its reason. */
const robotsDetails = ({ ignoreRobotsReason }: TargetSettings): Record<string, unknown> =>
  ignoreRobotsReason ? { ignoreRobotsReason } : {};
