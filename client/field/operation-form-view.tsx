/** Which form of an operation is open. Where the operation has gone meanwhile, there is nothing to fill in. */
import type { OperationId } from '../../server/contract/ids.ts';
import type { NegativeListItem } from '../../server/contract/negative-list.ts';
import { say } from '../wording/wording.ts';
import { FieldSheet } from './field-form.tsx';
import { FindingForm } from './finding-form.tsx';
import type { OperationForm } from './operation-card.tsx';
import { AfterForm, SkipForm } from './operation-forms.tsx';
import type { Field } from './use-field.ts';

export function OperationFormView(props: {
  opened: { operation: OperationId; form: OperationForm };
  field: Field;
  categories: readonly NegativeListItem[];
  onClose: (told: string | null) => void;
}) {
  const { field, categories, onClose, opened } = props;
  const { form } = opened;
  const operation = field.state?.operations.find(({ id }) => id === opened.operation);
  if (!operation)
    return (
      <FieldSheet title={say('field.op.title')}>
        <p>{say('field.op.gone')}</p>
        <button type="button" className="field-primary" onClick={() => onClose(null)}>
          {say('field.back')}
        </button>
      </FieldSheet>
    );
  const shared = { field, operation, onClose };
  switch (form.name) {
    case 'skip':
      return <SkipForm {...shared} stop={form.stop} />;
    case 'after':
      return <AfterForm {...shared} finding={form.finding} text={form.text} />;
    case 'finding':
      return <FindingForm {...shared} stop={form.stop} categories={categories} />;
  }
}
