/** At most so many files with one message. */
export const maxFilesOfMessage = 10;
