import { Autocomplete } from '@base-ui/react/autocomplete';

interface Before {
  typed: string;
  /** Whether what was found answers something that was typed before. */
  isOld: boolean;
}

/**
 * What the server found; while it is asked anew, what of it still fits what is typed by now. The rest
 * nobody may choose any more: it would be chosen by whoever types on and presses Enter.
 */
export function useStillFitting<Found>(
  found: readonly Found[],
  nameOf: (one: Found) => string,
  { typed, isOld }: Before,
): readonly Found[] {
  const { contains } = Autocomplete.useFilter();
  return isOld ? found.filter((one) => contains(nameOf(one), typed)) : found;
}
