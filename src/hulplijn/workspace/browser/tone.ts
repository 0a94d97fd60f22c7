// A short, soft tone when somebody begins to wait. Only after the counsellor has touched the page.

let sound: AudioContext | undefined;

export function allowTone(): void {
  const allow = () => {
    sound ??= new AudioContext();
    void sound.resume();
  };
  addEventListener("pointerdown", allow, { once: true });
  addEventListener("keydown", allow, { once: true });
}

export function tone(): void {
  if (!sound || sound.state !== "running") return;
  const [wave, loudness] = [sound.createOscillator(), sound.createGain()];
  const now = sound.currentTime;
  wave.frequency.value = 660;
  loudness.gain.setValueAtTime(0, now);
  loudness.gain.linearRampToValueAtTime(0.08, now + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.001, now + 0.5);
  wave.connect(loudness).connect(sound.destination);
  wave.start(now);
  wave.stop(now + 0.5);
}
