/** Two soft notes, made here: there is no file to load. */
const notes = [
  { hertz: 660, atSeconds: 0 },
  { hertz: 880, atSeconds: 0.12 },
];
const loudness = 0.08;
const lengthSeconds = 0.25;

/** Silent where the browser lets no sound be made before the first click. */
export async function playSound(): Promise<void> {
  const audio = new AudioContext();
  try {
    if (audio.state === 'suspended') return;
    const start = audio.currentTime;
    for (const { hertz, atSeconds } of notes) {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = hertz;
      volume.gain.setValueAtTime(loudness, start + atSeconds);
      volume.gain.exponentialRampToValueAtTime(0.001, start + atSeconds + lengthSeconds);
      tone.connect(volume).connect(audio.destination);
      tone.start(start + atSeconds);
      tone.stop(start + atSeconds + lengthSeconds);
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  } finally {
    await audio.close();
  }
}
