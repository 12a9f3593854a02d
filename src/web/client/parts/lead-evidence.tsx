/** Fields, contact details, captures, history and group of a lead. */
import { ActionIcon, Anchor, CopyButton, Group, Image, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { goneReasonWords } from '../../../domain/gone.ts';
import type { CaptureView, LeadView } from '../../../domain/lead-view.ts';
import { decisionWords, dismissReasonWords, employerLabel } from '../../../domain/words.ts';
import { Since, TierTag } from './tags.tsx';
import { countOf, languageName, localText, siteName, sizeText, utcText } from './words-on-screen.ts';

export const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="paper">
    <Text component="h2" fw={600} mb={8}>
      {title}
    </Text>
    {children}
  </section>
);

const Copy = ({ value, label }: { value: string; label: string }) => (
  <CopyButton value={value}>
    {({ copied, copy }) => (
      <ActionIcon size="sm" variant="subtle" onClick={copy} aria-label={copied ? 'Copied' : `Copy ${label}`}>
        {copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
      </ActionIcon>
    )}
  </CopyButton>
);

const isNothing = (children: ReactNode): boolean =>
  children === undefined ||
  children === null ||
  children === '' ||
  (Array.isArray(children) && children.length === 0);

const Fact = ({ name, children }: { name: string; children: ReactNode }) =>
  isNothing(children) ? null : (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );

const payText = (pay: NonNullable<LeadView['fields']['pay']>): string => {
  const { monthlyUsdMin: min, monthlyUsdMax: max } = pay;
  const usd = [min, max]
    .filter((one) => one !== undefined)
    .map((one) => Math.round(one).toLocaleString('en'));
  return usd.length ? `${pay.text} (about USD ${[...new Set(usd)].join('–')} a month)` : pay.text;
};

export const FieldFacts = ({ lead }: { lead: LeadView }) => {
  const { fields } = lead;
  return (
    <dl className="facts">
      <Fact name={employerLabel}>{fields.employer && <bdi>{fields.employer}</bdi>}</Fact>
      <Fact name="work place">{fields.location && <bdi>{fields.location}</bdi>}</Fact>
      <Fact name="country">{fields.country}</Fact>
      <Fact name="posted for">{lead.postedIn}</Fact>
      <Fact name="pay">{fields.pay && <bdi>{payText(fields.pay)}</bdi>}</Fact>
      <Fact name="dated">{fields.datePosted}</Fact>
      <Fact name="languages">
        {lead.assessment.languages.map(({ code }) => languageName(code)).join(', ')}
      </Fact>
      <Fact name="remarks">
        {fields.remarks?.map((remark) => (
          <bdi key={remark}>{remark} </bdi>
        ))}
      </Fact>
      <Fact name="images">
        {fields.images?.length ? countOf(fields.images.length, 'image address', 'image addresses') : null}
      </Fact>
      <Fact name="first seen">
        <Since time={lead.firstSeenAt} />
      </Fact>
      <Fact name="last seen">
        <Since time={lead.lastSeenAt} />
      </Fact>
      <Fact name="gone">
        {lead.gone && (
          <>
            <Since time={lead.gone.at} />: {goneReasonWords[lead.gone.reason]}
          </>
        )}
      </Fact>
    </dl>
  );
};

export const ContactList = ({ contacts }: { contacts: LeadView['contacts'] }) =>
  contacts.length === 0 ? (
    <Text className="soft">None was found.</Text>
  ) : (
    <Stack gap={6}>
      {contacts.map((contact) => (
        <Group key={`${contact.type} ${contact.value}`} gap={8} wrap="nowrap" align="flex-start">
          <div style={{ flex: 1, minWidth: 0 }}>
            <bdi className="any">{contact.value}</bdi>{' '}
            <span className="soft">
              {contact.type}
              {contact.role === 'other' && ' · not to answer to'}
            </span>
            {contact.otherLeads > 0 && (
              <div>
                <Anchor
                  component={Link}
                  size="sm"
                  to="/"
                  // A plain object: the anchor's type can't see the queue's own parameters.
                  search={{ search: contact.value, show: 'all' } as never}
                >
                  in {countOf(contact.otherLeads, 'other lead')}
                </Anchor>
              </div>
            )}
          </div>
          <Copy value={contact.value} label={contact.type} />
        </Group>
      ))}
    </Stack>
  );

const captureWords: Record<CaptureView['kind'], string> = {
  fetch: 'fetched',
  rendered: 'rendered in a browser',
  supplied: 'supplied by a person',
};

export const CaptureFacts = ({ capture }: { capture: CaptureView }) => (
  <Stack gap={8}>
    <dl className="facts">
      <Fact name="how">
        {captureWords[capture.kind]}
        {capture.suppliedBy && ` (${capture.suppliedBy})`}
      </Fact>
      <Fact name="address">
        {capture.finalUrl && (
          <>
            {capture.finalUrl} <Copy value={capture.finalUrl} label="address" />
          </>
        )}
      </Fact>
      <Fact name="asked for">{capture.requestedUrl === capture.finalUrl ? null : capture.requestedUrl}</Fact>
      <Fact name="time">
        {utcText(capture.fetchedAt)}
        <div className="soft">{localText(capture.fetchedAt)}</div>
      </Fact>
      <Fact name="status">{capture.status}</Fact>
      <Fact name="problem">{capture.problem}</Fact>
      <Fact name="SHA-256">
        {capture.blobHash && (
          <>
            <code className="hash">{capture.blobHash}</code> <Copy value={capture.blobHash} label="SHA-256" />
          </>
        )}
      </Fact>
      <Fact name="size">
        {sizeText(capture.bytes)}
        {capture.mediaType && `, ${capture.mediaType}`}
      </Fact>
      <Fact name="made with">{capture.madeWith}</Fact>
      <Fact name="as">{capture.userAgent}</Fact>
      <Fact name="through">{capture.exit && `the proxy ${capture.exit}`}</Fact>
      <Fact name="the page asks robots for">{capture.robotsTags.join(', ') || null}</Fact>
    </dl>
    {capture.hasScreenshot && (
      <a
        href={`/api/captures/${capture.id}/screenshot`}
        target="_blank"
        rel="noreferrer"
        aria-label="Open the screenshot in full size"
      >
        <Image
          src={`/api/captures/${capture.id}/screenshot`}
          alt={`Screenshot of ${capture.finalUrl}`}
          mah={420}
          fit="contain"
          loading="lazy"
        />
      </a>
    )}
  </Stack>
);

const reasonText = (reason: string): string =>
  (dismissReasonWords as Record<string, string>)[reason] ?? reason;

const fieldNames: Record<string, string> = {
  employer: 'name used',
  location: 'work place',
  contacts: 'contact details',
  datePosted: 'date',
};
const fieldName = (field: string): string => fieldNames[field] ?? field;

export const History = ({ lead }: { lead: LeadView }) => (
  <Stack gap="xs">
    {lead.decisions.map((decision) => (
      <div key={decision.id} style={{ opacity: decision.isUndone ? 0.75 : 1 }}>
        <Text size="sm">
          <b>{decision.by}</b>{' '}
          {decision.kind === 'undo' ? 'took the decision back' : decisionWords[decision.kind]}
          {decision.reason && `: ${reasonText(decision.reason)}`} · <Since time={decision.createdAt} />
          {decision.isUndone && ' · undone'}
        </Text>
        {decision.note && (
          <Text size="sm" className="any" style={{ whiteSpace: 'pre-wrap' }}>
            {decision.note}
          </Text>
        )}
      </div>
    ))}
    {lead.decisions.length === 0 && <Text className="soft">Nobody has decided yet.</Text>}
    {lead.revisions
      .filter((revision) => revision.changed.length > 0)
      .map((revision) => (
        <Text key={revision.id} size="sm">
          The advert changed <Since time={revision.createdAt} />: {revision.changed.map(fieldName).join(', ')}
        </Text>
      ))}
    {lead.revisions.slice(1).map((revision) => (
      <details key={revision.id}>
        <summary>
          Text as of <Since time={revision.createdAt} /> (revision {revision.number})
        </summary>
        <Text fw={600} className="any" dir="auto">
          {revision.title}
        </Text>
        <div className="advert" dir="auto">
          {revision.text}
        </div>
      </details>
    ))}
  </Stack>
);

export const Siblings = ({ siblings }: { siblings: LeadView['siblings'] }) => (
  <Stack gap={8}>
    {siblings.map((sibling) => (
      <div key={sibling.leadId}>
        <Link to="/leads/$leadId" params={{ leadId: sibling.leadId }} className="any" dir="auto">
          {sibling.title || '(no title)'}
        </Link>
        <div className="lead-facts">
          <TierTag tier={sibling.tier} />
          <span>{languageName(sibling.language)}</span>
          <span className="any">{siteName(sibling.site)}</span>
          <span>{sibling.isSameText ? 'same text' : 'shares a contact detail'}</span>
          <Since time={sibling.createdAt} />
        </div>
      </div>
    ))}
  </Stack>
);
