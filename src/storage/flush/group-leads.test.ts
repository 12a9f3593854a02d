import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contact } from '../../domain/contact.ts';
import { type GroupState, groupLeads, type LeadToGroup, linkKeys } from './group-leads.ts';

const group = (id: string, more: Partial<GroupState> = {}): GroupState => ({
  id,
  state: 'new',
  createdAt: new Date(Date.UTC(2026, 0, Number(id.slice(1)))),
  isTouched: more.state !== undefined && more.state !== 'new',
  ...more,
});

const lead = (leadId: string, more: Partial<LeadToGroup> = {}): LeadToGroup => ({
  leadId,
  groupId: null,
  textHash: leadId,
  isDemonstration: false,
  linkKeys: [],
  linkedGroupIds: [],
  ...more,
});

const contact = (type: Contact['type'], value: string, role: Contact['role'] = 'offer'): Contact => ({
  type,
  value,
  role,
  field: 'text',
  start: 0,
  end: 1,
  text: 'x',
});

describe('what links adverts', () => {
  it('is a contact to answer to, one number whatever it is used with, and never a web address', () => {
    expect(
      linkKeys([
        contact('phone', '+12025550101'),
        contact('whatsapp', '+12025550101'),
        contact('telegram', 'invented_agent'),
        contact('phone', '+12025550102', 'other'),
        contact('url', 'https://board.example/'),
        contact('domain', 'board.example'),
      ]),
    ).toEqual(['+12025550101', 'telegram:invented_agent']);
  });
});

describe('grouping leads', () => {
  it('opens a group for a lead that is linked to nothing', () => {
    const grouping = groupLeads([lead('a'), lead('b')], []);
    expect(grouping.newGroupIds).toHaveLength(2);
    expect(grouping.groupOf.get('a')).not.toBe(grouping.groupOf.get('b'));
  });

  it('lets the leads of one flush find each other by text and contact, but never the demonstration a real one', () => {
    const { groupOf } = groupLeads(
      [
        lead('a', { linkKeys: ['telegram:x'] }),
        lead('b', { textHash: 'a' }),
        lead('c', { linkKeys: ['telegram:x'] }),
        lead('d', { textHash: 'a', linkKeys: ['telegram:x'], isDemonstration: true }),
      ],
      [],
    );
    expect(new Set(['a', 'b', 'c'].map((id) => groupOf.get(id))).size).toBe(1);
    expect(groupOf.get('d')).not.toBe(groupOf.get('a'));
  });

  it('merges groups that nobody touched into the older one', () => {
    const grouping = groupLeads([lead('a', { linkedGroupIds: ['g5', 'g2'] })], [group('g2'), group('g5')]);
    expect(grouping.groupOf.get('a')).toBe('g2');
    expect([...grouping.merged]).toEqual([['g5', 'g2']]);
  });

  it('follows a merge that a later lead of the same flush brings about', () => {
    const grouping = groupLeads(
      [lead('a', { linkKeys: ['x'] }), lead('b', { linkKeys: ['x'], linkedGroupIds: ['g1'] })],
      [group('g1')],
    );
    expect(grouping.groupOf.get('a')).toBe('g1');
    expect(grouping.groupOf.get('b')).toBe('g1');
  });

  it('puts what is new to where somebody is at work, and leaves the dismissed alone', () => {
    const pursued = groupLeads(
      [lead('a', { linkedGroupIds: ['g1', 'g2', 'g3'] })],
      [group('g1'), group('g2', { state: 'dismissed' }), group('g3', { state: 'pursued' })],
    );
    expect(pursued.groupOf.get('a')).toBe('g3');
    expect([...pursued.merged]).toEqual([['g1', 'g3']]);
    const open = groupLeads(
      [lead('a', { linkedGroupIds: ['g1', 'g2'] })],
      [group('g1', { state: 'dismissed' }), group('g2')],
    );
    expect(open.groupOf.get('a')).toBe('g2');
    expect(open.merged.size).toBe(0);
  });

  it('never merges a touched group away, and never takes a lead out of one', () => {
    const states = fc.constantFrom('new', 'claimed', 'pursued', 'dismissed', 'referred');
    const ids = fc.integer({ min: 1, max: 6 }).map((number) => `g${number}`);
    const leads = fc.array(
      fc.record({
        own: fc.option(ids),
        linked: fc.array(ids, { maxLength: 3 }),
        key: fc.integer({ min: 0, max: 3 }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(fc.array(states, { minLength: 6, maxLength: 6 }), leads, (groupStates, given) => {
        const groups = groupStates.map((state, index) => group(`g${index + 1}`, { state }));
        const toGroup = given.map(({ own, linked, key }, index) =>
          lead(`l${index}`, { groupId: own, linkedGroupIds: linked, linkKeys: [`k${key}`] }),
        );
        const grouping = groupLeads(toGroup, groups);
        const touched = new Set(groups.filter((one) => one.isTouched).map((one) => one.id));
        for (const from of grouping.merged.keys()) expect(touched.has(from)).toBe(false);
        for (const one of toGroup) {
          const chosen = grouping.groupOf.get(one.leadId);
          expect(chosen).toBeDefined();
          expect(grouping.merged.has(chosen as string)).toBe(false);
          if (one.groupId && touched.has(one.groupId)) expect(chosen).toBe(one.groupId);
        }
      }),
    );
  });
});
