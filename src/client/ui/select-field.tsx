import {
  type Control,
  type FieldPath,
  type FieldValues,
  useController,
  type UseControllerProps,
} from 'react-hook-form';
import { Select, type SelectOption } from './select.tsx';

interface SelectFieldProps<Values extends FieldValues> {
  control: Control<Values>;
  name: FieldPath<Values>;
  label: string;
  options: readonly SelectOption<string>[];
  disabled?: boolean;
  rules?: UseControllerProps<Values>['rules'];
  error?: string | undefined;
}

/** A choice out of a few, as a field of a form. */
export function SelectField<Values extends FieldValues>({
  control,
  name,
  rules,
  error,
  ...select
}: SelectFieldProps<Values>) {
  const { field } = useController({ control, name, ...(rules && { rules }) });
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <Select {...select} value={field.value} onChange={field.onChange} />
      {error && (
        <p role="alert" className="text-small text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
