/** Below a field: how to fill it, or, in its place, what is wrong. Only inside a field of this folder. */
import { FieldError } from 'react-aria-components/FieldError';
import { Text } from 'react-aria-components/Text';

export function FieldNote({ help, error }: { help?: string | undefined; error?: string | null | undefined }) {
  return (
    <>
      {help && !error && (
        <Text slot="description" className="desk-help">
          {help}
        </Text>
      )}
      <FieldError className="desk-error">{error}</FieldError>
    </>
  );
}
