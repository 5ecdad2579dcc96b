import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import {
  type DefaultValues,
  type FieldValues,
  type Path,
  type PathValue,
  useForm,
  type UseFormProps,
  type UseFormReturn,
} from 'react-hook-form';
import { isSame } from '#domain/kernel/is-same.ts';
import { fieldFaults, isSessionEnded, problemCode } from '#client/api/problem.ts';
import { type DraftSource, forgetDraft, readDraft, writeDraft } from './form-draft.ts';
import type { KeptPlace } from './kept-texts.ts';
import { useToast } from './toast.tsx';
import { useFailureText } from './use-failure-text.ts';

interface KeptFormOptions<Values extends FieldValues>
  extends Pick<UseFormProps<Values>, 'resolver' | 'reValidateMode'> {
  /** What is edited; each person has one draft of it on a device. */
  key: string;
  defaultValues: Values;
  /** Of what is edited, where it has one: by it one is told that something else was stored since. */
  version?: number | null;
  /** Secrets, and what was just said in another way: neither kept nor brought back. */
  except?: readonly Path<Values>[];
  /** Fields that are kept all of them where one is changed. */
  together?: readonly Path<Values>[];
  /** Which field a refusal is about, by its code or by the server's name for the field. */
  about?: Readonly<Record<string, Path<Values>>>;
  place?: KeptPlace;
  /** The sentence for a 401, where that is the answer to what was typed. */
  refused?: string | undefined;
}

export interface KeptForm<Values extends FieldValues> extends UseFormReturn<Values> {
  /** Whether what stands in the fields was typed before, and something else was stored since. */
  draft: 'none' | 'back' | 'behind';
  /** Gives up what was typed: the fields hold what is stored. */
  discard: () => void;
  /** What is to be mended of a field: the server's words for it, or these. */
  fault: (name: Path<Values>, words: string) => string | undefined;
  /** Stores what the fields hold. Then the draft is gone; where it fails, that is said. */
  storing: (store: (values: Values) => Promise<void>) => (event?: SyntheticEvent) => Promise<void>;
}

/**
 * A form whose changed fields outlive a reload, a failure and an expired sign-in, until they are
 * stored or given up.
 */
export function useKeptForm<Values extends FieldValues>({
  key,
  defaultValues,
  version = null,
  except = [],
  together = [],
  about = {},
  place = 'device',
  refused,
  ...options
}: KeptFormOptions<Values>): KeptForm<Values> {
  const failureText = useFailureText(refused);
  const toast = useToast();
  const isShown = useRef(false);
  const form = useForm<Values>({
    ...options,
    defaultValues: defaultValues as DefaultValues<Values>,
  });
  const [source] = useState<DraftSource>({
    key,
    place,
    defaults: defaultValues,
    version,
    except,
    together,
  });
  const [kept, setKept] = useState(() => readDraft(source));
  const { subscribe, setValue, getValues } = form;

  useEffect(() => {
    for (const [name, value] of Object.entries(readDraft(source)?.values ?? {})) {
      setValue(name as Path<Values>, value as PathValue<Values, Path<Values>>, {
        shouldDirty: true,
      });
    }
    let last = structuredClone(getValues());
    return subscribe({
      formState: { values: true },
      callback: ({ values, defaultValues: stored = source.defaults }) => {
        // It is told of more than of values; what was stored meanwhile is not to be kept again.
        if (isSame(values, last)) return;
        last = structuredClone(values);
        writeDraft(source, values, stored);
      },
    });
  }, [source, subscribe, setValue, getValues]);

  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);

  const forget = () => {
    forgetDraft(source);
    setKept(null);
  };
  return {
    ...form,
    draft: kept === null ? 'none' : kept.isBehind ? 'behind' : 'back',
    discard: () => {
      form.reset();
      forget();
    },
    fault: (name, words) => {
      const { error } = form.getFieldState(name, form.formState);
      return error && (error.type === 'server' && error.message ? error.message : words);
    },
    storing: (store) =>
      form.handleSubmit(async (values) => {
        try {
          await store(values);
        } catch (error) {
          // Closed while it was on its way: nobody would see it there.
          if (!isShown.current && !isSessionEnded(error)) toast(failureText(error), 'error');
          const { fields, rest } = placed(error, source.defaults, about);
          for (const [index, { name, message }] of fields.entries()) {
            const fault = { type: 'server', message };
            form.setError(name as Path<Values>, fault, { shouldFocus: index === 0 });
          }
          if (rest) form.setError('root', { message: failureText(error) });
          return;
        }
        forget();
      }),
  };
}

/** What of a refusal belongs beside which field, and whether there is more to it. */
function placed(error: unknown, fields: object, about: Readonly<Record<string, string>>) {
  const fieldOf = (name: string) => {
    const own =
      about[name] ?? name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    return own in fields ? own : null;
  };
  const field = fieldOf(problemCode(error) ?? '');
  if (field !== null && error instanceof Error) {
    return { fields: [{ name: field, message: error.message }], rest: false };
  }
  const faults = fieldFaults(error).map(({ field: name, message }) => ({
    name: fieldOf(name),
    message,
  }));
  const known = faults.filter((fault) => fault.name !== null);
  return { fields: known, rest: known.length < Math.max(1, faults.length) };
}
