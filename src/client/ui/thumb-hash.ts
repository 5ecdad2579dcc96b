import { thumbHashToDataURL } from 'thumbhash';

/** The blurred picture that a file's placeholder (base64 of a thumbhash) stands for. */
export function placeholderUrl(placeholder: string | null): string | null {
  if (!placeholder) return null;
  try {
    const bytes = Uint8Array.from(atob(placeholder), (char) => char.charCodeAt(0));
    return bytes.length < 5 ? null : thumbHashToDataURL(bytes);
  } catch (error) {
    // A placeholder is a nicety: one that cannot be read leaves the plain grey behind the picture.
    console.warn('unreadable placeholder', error);
    return null;
  }
}
