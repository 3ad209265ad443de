/** One field of an event's form, by its kind. In: the value and everything that is offered for it. Out: the new value. */
import { type ReactNode, useMemo, useState } from 'react';
import type { EvidenceId, GridCode, IncidentId, OrganId, UnitId } from '../../server/contract/ids.ts';
import type { Grade, IncidentRecord, Level } from '../../server/contract/incident.ts';
import { ComboBox } from '../design/desk/combo-box.tsx';
import { DateTimeField } from '../design/desk/date-time-field.tsx';
import type { Option } from '../design/desk/option.ts';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { Select } from '../design/desk/select.tsx';
import { TextArea, TextField } from '../design/desk/text-field.tsx';
import { PhotoField } from '../photo/photo-field.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import type { Field, FieldKind } from './event-forms.ts';
import type { FieldValue, FieldValues, OrganWithUnit } from './event-values.ts';
import { isOneAbove, organOptions } from './organ-options.ts';
import { OrgansField } from './organs-field.tsx';
import { SendUnitField, TaskOrganField } from './send-unit-fields.tsx';

export interface EventFieldProps {
  field: Field;
  record: IncidentRecord;
  values: FieldValues;
  onChange: (value: FieldValue) => void;
  onUploading: (isUploading: boolean) => void;
  error: string | null;
  /** Why nothing can be sent now. */
  block: string | null;
}

/** What every control of the form needs. */
interface Shared {
  label: string;
  note?: string;
  error: string | null;
}

type Control = (props: EventFieldProps, shared: Shared, value: FieldValue) => ReactNode;

export function EventField(props: EventFieldProps) {
  const { field, error } = props;
  const shared: Shared = { label: say(field.label), error, ...(field.optional && { note: say('desk.optional') }) };
  return CONTROLS[field.kind](props, shared, props.values[field.name] ?? null);
}

const LEVELS = [1, 2, 3, 4] as const satisfies Level[];
const GRADES = ['micro', 'general', 'complex', 'sudden'] as const satisfies Grade[];
const REPORTS = ['first-report', 'phone-report', 'written-report'] as const;
const OUTCOMES = ['obeyed', 'defied'] as const;
const RATINGS = ['good', 'fair', 'poor'] as const;
const FINDINGS = ['not-found', 'not-solved', 'not-reported'] as const;
const ANSWERS = ['yes', 'no'] as const;

const CONTROLS: Record<FieldKind, Control> = {
  words: ({ onChange }, shared, value) => (
    <TextArea {...shared} value={String(value ?? '')} onChange={onChange} rows={2} maxLength={500} />
  ),
  line: ({ onChange }, shared, value) => (
    <TextField {...shared} value={String(value ?? '')} onChange={onChange} maxLength={500} />
  ),
  organ: (props, shared, value) => <OrganField {...props} {...shared} value={value} />,
  liaison: (props, shared, value) => <OrganField {...props} {...shared} value={value} />,
  'organ-above': (props, shared, value) => <OrganField {...props} {...shared} value={value} above />,
  organs: ({ onChange }, shared, value) => (
    <OrgansField {...shared} value={value as readonly OrganWithUnit[]} onChange={onChange} />
  ),
  'organ-ids': (props, shared, value) => CONTROLS.organs(props, shared, value),
  lead: (props, shared, value) => <LeadField {...props} {...shared} value={value} />,
  until: (props, shared, value) => <UntilField {...props} {...shared} value={value} />,
  photos: ({ record, onChange, onUploading, block }) => (
    <PhotoField
      path={`/api/v1/incidents/${encodeURIComponent(record.id)}/evidence`}
      label={say('event-field.photos')}
      whyNot={block}
      onChange={(ids, isUploading) => {
        onChange(ids satisfies readonly EvidenceId[]);
        onUploading(isUploading);
      }}
    />
  ),
  category: (props, shared, value) => <CategoryField {...props} {...shared} value={value} />,
  grade: (props, shared, value) => <GradeField {...props} {...shared} value={value} />,
  level: ({ onChange }, shared, value) => (
    <Select
      {...shared}
      options={LEVELS.map(level => ({ id: String(level), name: `${level} ${say(`level.${level}`)}` }))}
      value={value === null ? null : String(value)}
      onChange={id => onChange(Number(id))}
    />
  ),
  incident: (props, shared, value) => <IncidentField {...props} {...shared} value={value} />,
  grid: (props, shared, value) => <GridField {...props} {...shared} value={value} />,
  'task-organ': (props, shared, value) => <TaskOrganField {...props} {...shared} value={value} />,
  'unit-to-send': (props, shared, value) => (
    <SendUnitField {...props} {...shared} value={value} organ={props.values.organ ?? null} />
  ),
  unit: (props, shared, value) => <UnitField {...props} {...shared} value={value} />,
  outcome: ({ onChange }, shared, value) => (
    <Choice {...shared} ids={OUTCOMES} name={id => say(`outcome.${id}`)} value={value} onChange={onChange} />
  ),
  rating: ({ onChange }, shared, value) => (
    <Choice {...shared} ids={RATINGS} name={id => say(`rating.${id}`)} value={value} onChange={onChange} />
  ),
  finding: ({ onChange }, shared, value) => (
    <Choice {...shared} ids={FINDINGS} name={id => say(`finding.${id}`)} value={value} onChange={onChange} />
  ),
  report: ({ onChange }, shared, value) => (
    <Choice {...shared} ids={REPORTS} name={id => say(`limit.step.${id}`)} value={value} onChange={onChange} />
  ),
  grant: ({ onChange }, shared, value) => (
    <Choice {...shared} ids={ANSWERS} name={id => say(`grant.${id}`)} value={value} onChange={onChange} />
  ),
  // Which request is decided follows from where its button stands.
  request: () => null,
};

type Part = EventFieldProps & Shared & { value: FieldValue };

/** A few words side by side; nothing is chosen for the person. */
function Choice<Id extends string>(
  props: Shared & { ids: readonly Id[]; name: (id: Id) => string; value: FieldValue; onChange: (id: Id) => void },
) {
  return (
    <div className="desk-field">
      <span className="desk-label" aria-hidden="true">
        {props.label}
      </span>
      <SegmentedFilter
        label={props.label}
        segments={props.ids.map(id => ({ id, name: props.name(id) }))}
        value={props.value as Id | null}
        onChange={props.onChange}
      />
      {props.error && (
        <p className="desk-error" role="alert">
          {props.error}
        </p>
      )}
    </div>
  );
}

function OrganField({ label, error, note, value, onChange, record, above = false }: Part & { above?: boolean }) {
  const { organs } = useProfile().geodata.profile;
  const lead = record.tasks.find(task => task.lead)?.organ ?? record.acceptedBy;
  const options = useMemo(
    () => organOptions(organs, above ? isOneAbove(organs, lead) : undefined),
    [organs, above, lead],
  );
  return (
    <ComboBox
      label={label}
      error={error}
      {...(note && { note })}
      options={options}
      value={value as OrganId | null}
      onChange={onChange}
    />
  );
}

function LeadField({ label, error, values, value, onChange }: Part) {
  const profile = useProfile();
  const chosen = (values.organs ?? []) as readonly OrganWithUnit[];
  return (
    <Select
      label={label}
      error={error}
      options={chosen.map(({ organ }) => ({ id: organ, name: profile.organ(organ) }))}
      value={value as OrganId | null}
      onChange={onChange}
    />
  );
}

function UntilField({ label, error, note, value, onChange }: Part) {
  const { timeZone } = useProfile();
  return (
    <DateTimeField
      label={label}
      error={error}
      {...(note && { note })}
      value={value as number | null}
      onChange={onChange}
      timeZone={timeZone}
    />
  );
}

function CategoryField({ label, error, note, value, onChange }: Part) {
  const { categories, groups } = useProfile().geodata.profile;
  const options = useMemo(() => {
    const groupNames = new Map<string, string>(groups.map(group => [group.id, group.name]));
    return categories.map(({ id, name, group, shortName }) => ({
      id,
      name,
      detail: groupNames.get(group),
      alsoCalled: shortName,
    }));
  }, [categories, groups]);
  return (
    <ComboBox
      label={label}
      error={error}
      {...(note && { note })}
      options={options}
      value={value as string | null}
      onChange={onChange}
    />
  );
}

function GradeField({ label, error, note, value, onChange }: Part) {
  const profile = useProfile();
  return (
    <Select
      label={label}
      error={error}
      {...(note && { note })}
      options={GRADES.map(id => ({ id, name: profile.grade(id) }))}
      value={value as Grade | null}
      onChange={onChange}
    />
  );
}

const MOST_FOUND = 50;

function IncidentField({ label, error, value, onChange, record }: Part) {
  const profile = useProfile();
  const open = useWall(state => state.incidents.open);
  const [typed, setTyped] = useState('');
  const options = useMemo<Option<IncidentId>[]>(() => {
    const wanted = typed.trim().toLowerCase();
    const found: Option<IncidentId>[] = [];
    for (const other of open) {
      if (other.id === record.id) continue;
      const name = `${other.id} ${profile.category(other.category)}`;
      const detail = profile.place(other);
      if (!`${name} ${detail}`.toLowerCase().includes(wanted)) continue;
      found.push({ id: other.id, name, detail });
      if (found.length === MOST_FOUND) break;
    }
    return found;
  }, [open, typed, profile, record.id]);
  return (
    <ComboBox
      label={label}
      error={error}
      options={options}
      typed={typed}
      onType={setTyped}
      value={value as IncidentId | null}
      onChange={id => {
        onChange(id);
        setTyped(options.find(option => option.id === id)?.name ?? '');
      }}
    />
  );
}

function GridField({ label, error, value, onChange }: Part) {
  const { grids } = useProfile().geodata;
  const options = useMemo(
    () => grids.features.map(({ properties: { code, name } }) => ({ id: code, name, detail: code, alsoCalled: code })),
    [grids],
  );
  return (
    <ComboBox label={label} error={error} options={options} value={value as GridCode | null} onChange={onChange} />
  );
}

function UnitField({ label, error, note, values, value, onChange }: Part) {
  const units = useWall(state => state.units);
  const organ = values.organ ?? null;
  const options = useMemo(
    () =>
      [...units.byId.values()]
        .filter(unit => unit.onDuty && (organ === null || unit.organ === organ))
        .map(unit => ({ id: unit.id, name: unit.callSign })),
    [units, organ],
  );
  return (
    <ComboBox
      label={label}
      error={error}
      {...(note && { note })}
      options={options}
      value={value as UnitId | null}
      onChange={onChange}
    />
  );
}
