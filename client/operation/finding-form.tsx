/**
 * Taking down a finding at the desk, for somebody on the radio: what, which category, where, what was done about it, photos. In: the record.
 * Out: one event, whose finding has an id of its own from the start, so that pressing again after no answer makes no second one. The place is
 * a stop of the plan, or a place picked on the map.
 */
import { type SubmitEvent, use, useEffect, useState } from 'react';
import type { LonLat } from '../../server/contract/coordinates.ts';
import type { CategoryId, EvidenceId } from '../../server/contract/ids.ts';
import type { OperationRecord } from '../../server/contract/operation.ts';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { newUuid } from '../connection/new-uuid.ts';
import { Button } from '../design/desk/button.tsx';
import { ComboBox } from '../design/desk/combo-box.tsx';
import { TextArea, TextField } from '../design/desk/text-field.tsx';
import { PhotoField } from '../photo/photo-field.tsx';
import { usePlanningMap } from '../planning-map/planning-map-parts.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { useOperationCommand } from './use-operation-command.ts';

export function photosPath({ id }: OperationRecord): string {
  return `/api/v1/operations/${encodeURIComponent(id)}/photos`;
}

/** Where the server says a sentence belongs. */
const FIELDS = ['text', 'category', 'party', 'legalBasis', 'measure', 'photos'];
const PICKED = 'picked';

export function FindingForm({ record, onClose }: { record: OperationRecord; onClose: () => void }) {
  const { geodata } = useProfile();
  const clock = use(ServerClockContext);
  const { block, isSending, refused, carryOut } = useOperationCommand(record, FIELDS);
  const [finding] = useState(newUuid);
  const [foundAt] = useState(() => Math.round(clock.serverNow()));
  const [words, setWords] = useState({ text: '', party: '', measure: '', legalBasis: '' });
  const [category, setCategory] = useState<string | null>(null);
  const [place, setPlace] = useState<string | null>(null);
  const [photos, setPhotos] = useState<readonly EvidenceId[]>([]);
  const [isUploading, setUploading] = useState(false);
  const [isChecked, setChecked] = useState(false);
  const { picked, isPicking, pick } = usePickedPlace(() => setPlace(PICKED));

  const stops = record.squads.flatMap(squad =>
    squad.stops.map(stop => ({ id: `${squad.id} ${stop.id}`, squad, stop })),
  );
  const options = [
    ...(picked
      ? [{ id: PICKED, name: say('day.finding.picked', { lon: picked[0].toFixed(5), lat: picked[1].toFixed(5) }) }]
      : []),
    ...stops.map(({ id, squad, stop }) => ({ id, name: stop.name, detail: squad.name })),
  ];
  const problemOf = (field: string, own: string | null = null) =>
    (refused?.field === field ? refused.sentence : null) ?? (isChecked ? own : null);
  const change = (name: keyof typeof words) => (value: string) => setWords(known => ({ ...known, [name]: value }));

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    setChecked(true);
    const chosen = stops.find(({ id }) => id === place);
    const at: LonLat | null = place === PICKED ? picked : chosen ? [chosen.stop.lon, chosen.stop.lat] : null;
    if (words.text.trim() === '' || at === null || isUploading) return;
    const optional = Object.fromEntries(
      Object.entries({ party: words.party, measure: words.measure, legalBasis: words.legalBasis }).flatMap(
        ([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()]]),
      ),
    );
    const isDone = await carryOut({
      ...{ event: 'add-finding', finding, happenedAt: foundAt, lon: at[0], lat: at[1], text: words.text.trim() },
      ...(chosen && { squad: chosen.squad.id, stop: chosen.stop.id }),
      ...(category !== null && { category: category as CategoryId }),
      ...(photos.length > 0 && { photos: [...photos] }),
      ...optional,
    });
    if (isDone) onClose();
  }

  return (
    <form
      className="desk-form operation-form"
      aria-label={say('operation.event.add-finding')}
      data-unsaved
      noValidate
      onSubmit={event => void submit(event)}
    >
      <TextArea
        label={say('operation.field.text')}
        rows={2}
        maxLength={500}
        value={words.text}
        onChange={change('text')}
        autoFocus
        error={problemOf(
          'text',
          words.text.trim() === '' ? say('form.missing', { field: say('operation.field.text') }) : null,
        )}
      />
      <ComboBox
        label={say('operation.field.category')}
        options={geodata.profile.categories.map(({ id, name }) => ({ id: id as string, name }))}
        value={category}
        onChange={setCategory}
        error={problemOf('category')}
      />
      <ComboBox
        label={say('operation.field.place')}
        options={options}
        value={place}
        onChange={setPlace}
        error={problemOf('lon', place === null ? say('day.finding.place-missing') : null)}
      />
      <div className="desk-actions">
        <Button small onPress={pick} isPending={isPicking}>
          {say(isPicking ? 'day.finding.picking' : 'day.finding.pick')}
        </Button>
      </div>
      {(['party', 'measure', 'legalBasis'] as const).map(name => (
        <TextField
          key={name}
          label={say(`operation.field.${name === 'legalBasis' ? 'legal-basis' : name}`)}
          note={say('desk.optional')}
          value={words[name]}
          onChange={change(name)}
          error={problemOf(name)}
          maxLength={60}
        />
      ))}
      <PhotoField
        path={photosPath(record)}
        label={say('operation.field.photos')}
        whyNot={block}
        onChange={(ids, uploading) => {
          setPhotos(ids);
          setUploading(uploading);
        }}
      />
      {refused?.field === null && (
        <p className="desk-error" role="alert">
          {refused.sentence}
        </p>
      )}
      <div className="desk-actions">
        <Button kind="primary" type="submit" whyNot={block} isPending={isSending}>
          {say(isSending ? 'form.sending' : 'form.send')}
        </Button>
        <Button kind="plain" onPress={onClose}>
          {say('desk.cancel')}
        </Button>
      </div>
    </form>
  );
}

/** One click on the map is the place. */
function usePickedPlace(onPicked: () => void) {
  const { ground } = usePlanningMap();
  const [picked, setPicked] = useState<LonLat | null>(null);
  const [isPicking, setPicking] = useState(false);
  useEffect(() => {
    if (!isPicking || !ground) return;
    const { map } = ground.stage;
    const take = ({ lngLat }: { lngLat: { lng: number; lat: number } }) => {
      setPicked([lngLat.lng, lngLat.lat]);
      setPicking(false);
      onPicked();
    };
    map.getCanvas().style.cursor = 'crosshair';
    map.once('click', take);
    return () => {
      map.getCanvas().style.cursor = '';
      map.off('click', take);
    };
  }, [isPicking, ground, onPicked]);
  return { picked, isPicking, pick: () => setPicking(true) };
}
