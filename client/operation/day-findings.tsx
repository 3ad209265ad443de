/**
 * What was found on the spot, the newest first: photos before and after, what became of it. In: the record. One press makes an incident of a
 * finding; its state comes back into the finding by itself, and it opens at the desk.
 */
import { useState } from 'react';
import type { EvidenceId } from '../../server/contract/ids.ts';
import type { OperationFinding, OperationRecord } from '../../server/contract/operation.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { Button } from '../design/desk/button.tsx';
import { PhotoStrip } from '../design/desk/photo-strip.tsx';
import { deskLink } from '../desk-frame/desk-link.ts';
import { PhotoField } from '../photo/photo-field.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { CommandButton } from './command-button.tsx';
import { FindingForm, photosPath } from './finding-form.tsx';
import { useOperationCommand } from './use-operation-command.ts';

export function DayFindings({ record }: { record: OperationRecord }) {
  const block = useCommandBlock();
  const [adds, setAdds] = useState(false);
  const findings = [...record.findings].sort((a, b) => b.at - a.at);
  return (
    <section aria-label={say('day.findings')}>
      <h3>
        {say('day.findings')} <small>{findings.length}</small>
        {record.allowed.includes('add-finding') && !adds && (
          <Button small whyNot={block} onPress={() => setAdds(true)}>
            {say('operation.event.add-finding')}…
          </Button>
        )}
      </h3>
      {adds && <FindingForm record={record} onClose={() => setAdds(false)} />}
      {findings.length === 0 && !adds && <p className="day-none">{say('day.findings.none')}</p>}
      {findings.map(finding => (
        <Finding key={finding.id} record={record} finding={finding} />
      ))}
    </section>
  );
}

function Finding({ record, finding }: { record: OperationRecord; finding: OperationFinding }) {
  const profile = useProfile();
  const now = useServerNow();
  const [adds, setAdds] = useState(false);
  const { text, party, measure, deadline, legalBasis, incident, incidentState } = finding;
  const squad = record.squads.find(({ id }) => id === finding.squad);
  const stop = squad?.stops.find(({ id }) => id === finding.stop);
  const community = finding.community === null ? say('incident.outside-area') : profile.community(finding.community);
  const where = [squad?.name, stop?.name ?? community].filter(Boolean).join(' · ');
  const more = [
    party,
    measure,
    legalBasis,
    deadline === null ? null : say('day.finding.deadline', { time: timeOrDate(deadline, now, profile.timeZone) }),
  ].filter(Boolean);
  return (
    <article className="day-finding" data-finding={finding.id}>
      <header>
        <b>{profile.category(finding.category)}</b>
        <small>{say('day.finding.at', { where, time: timeOrDate(finding.at, now, profile.timeZone) })}</small>
      </header>
      {text !== '' && <p>{text}</p>}
      {more.length > 0 && <p className="day-finding-more">{more.join(' · ')}</p>}
      <Photos title={say('day.finding.before')} ids={finding.photos} />
      <Photos title={say('day.finding.after')} ids={finding.photosAfter} />
      <footer className="desk-actions">
        {incident !== null && (
          <>
            <a className="day-incident" href={deskLink(incident)} target="_blank" rel="noreferrer">
              {say('day.finding.to-incident', { id: incident })}
            </a>
            {incidentState !== null && <b>{say(`incident.state.${incidentState}`)}</b>}
          </>
        )}
        {incident === null && record.allowed.includes('make-incident') && (
          <CommandButton record={record} command={{ event: 'make-incident', finding: finding.id }}>
            {say('operation.event.make-incident')}
          </CommandButton>
        )}
        {record.allowed.includes('add-after-photos') && !adds && (
          <Button small kind="plain" onPress={() => setAdds(true)}>
            {say('operation.event.add-after-photos')}…
          </Button>
        )}
      </footer>
      {adds && <AfterPhotos record={record} finding={finding} onClose={() => setAdds(false)} />}
    </article>
  );
}

function Photos({ title, ids }: { title: string; ids: readonly EvidenceId[] }) {
  if (ids.length === 0) return null;
  const photos = ids.map(id => ({ id, address: `/api/v1/operation-photos/${id}`, words: title }));
  return (
    <div className="day-photos">
      <small>{title}</small>
      <PhotoStrip title={title} photos={photos} />
    </div>
  );
}

function AfterPhotos(props: { record: OperationRecord; finding: OperationFinding; onClose: () => void }) {
  const { record, finding, onClose } = props;
  const { block, isSending, refused, carryOut } = useOperationCommand(record);
  const [photos, setPhotos] = useState<readonly EvidenceId[]>([]);
  const [isUploading, setUploading] = useState(false);
  const whyNot =
    block ?? (isUploading ? say('form.uploading') : photos.length === 0 ? say('day.finding.no-photo') : null);
  return (
    <div className="desk-form operation-form" data-unsaved>
      <PhotoField
        path={photosPath(record)}
        label={say('operation.field.photos-after')}
        whyNot={block}
        onChange={(ids, uploading) => {
          setPhotos(ids);
          setUploading(uploading);
        }}
      />
      {refused && (
        <p className="desk-error" role="alert">
          {refused.sentence}
        </p>
      )}
      <div className="desk-actions">
        <Button
          kind="primary"
          whyNot={whyNot}
          isPending={isSending}
          onPress={() =>
            void carryOut({ event: 'add-after-photos', finding: finding.id, photos: [...photos] }).then(
              isDone => isDone && onClose(),
            )
          }
        >
          {say('form.send')}
        </Button>
        <Button kind="plain" onPress={onClose}>
          {say('desk.cancel')}
        </Button>
      </div>
    </div>
  );
}
