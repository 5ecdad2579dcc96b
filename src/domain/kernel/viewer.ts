/** Who is looking: what they may see is part of every question. */
export interface Viewer {
  personId: string;
  isAdmin: boolean;
}
