import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#client/ui/button.tsx';
import { Dialog, DialogActions } from '#client/ui/dialog.tsx';
import { avatarLimits } from '#domain/files/file.limits.ts';
import { type Crop, maxZoom, partOf, withinPicture } from './crop.ts';

interface CropDialogProps {
  file: File;
  onCropped: (picture: Blob) => void;
  onClose: () => void;
}

/** Twice what is stored: as sharp as it gets, and small to send. */
const sentSidePixels = 2 * avatarLimits.sidePixels;
const keyStep = 0.04;
const arrows: Record<string, readonly [number, number]> = {
  ArrowLeft: [-keyStep, 0],
  ArrowRight: [keyStep, 0],
  ArrowUp: [0, -keyStep],
  ArrowDown: [0, keyStep],
};

/** Chooses the part of a picture that is to be one's face. */
export function CropDialog({ file, onCropped, onClose }: CropDialogProps) {
  const t = useTranslations('avatar');
  const actions = useTranslations('actions');
  const { picture, failed } = usePicture(file);
  const [crop, setCrop] = useState<Crop>({ zoom: 1, x: 0, y: 0 });
  const size = picture && { width: picture.naturalWidth, height: picture.naturalHeight };
  const isSmall = size !== null && Math.min(size.width, size.height) < avatarLimits.minSidePixels;
  const problem = failed
    ? t('notRead')
    : isSmall
      ? t('tooSmall', { side: String(avatarLimits.minSidePixels) })
      : null;
  const use = async () => {
    if (picture) onCropped(await cut(picture, crop, file.type));
  };
  return (
    <Dialog
      // Not before there is something to see: what is to have the focus would not be there yet.
      open={picture !== null || failed}
      onOpenChange={onClose}
      title={t('crop')}
      description={problem ?? t('cropHint')}
    >
      {picture && size && !isSmall && (
        <div className="flex flex-col items-center gap-4 px-5 pt-4">
          <CropArea
            picture={picture}
            crop={crop}
            onCrop={(next) => setCrop(withinPicture(next, size))}
          />
          <label className="flex w-full max-w-72 items-center gap-3 text-list text-quiet">
            {t('zoom')}
            <input
              type="range"
              min={1}
              max={maxZoom}
              step={0.01}
              value={crop.zoom}
              onChange={(event) =>
                setCrop(withinPicture({ ...crop, zoom: event.currentTarget.valueAsNumber }, size))
              }
              className="target flex-1 accent-accent"
            />
          </label>
        </div>
      )}
      <DialogActions>
        <Button onClick={onClose}>{actions('cancel')}</Button>
        <Button tone="primary" disabled={!picture || isSmall} onClick={() => void use()}>
          {t('use')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface CropAreaProps {
  picture: HTMLImageElement;
  crop: Crop;
  onCrop: (crop: Crop) => void;
}

function CropArea({ picture, crop, onCrop }: CropAreaProps) {
  const t = useTranslations('avatar');
  const held = useRef<{ x: number; y: number } | null>(null);
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!held.current) return;
    const side = event.currentTarget.clientWidth;
    const moved = { x: event.clientX - held.current.x, y: event.clientY - held.current.y };
    held.current = { x: event.clientX, y: event.clientY };
    onCrop({ ...crop, x: crop.x + moved.x / side, y: crop.y + moved.y / side });
  };
  const onKey = (event: KeyboardEvent) => {
    const move = arrows[event.key];
    if (!move) return;
    event.preventDefault();
    onCrop({ ...crop, x: crop.x + move[0], y: crop.y + move[1] });
  };
  const { naturalWidth: width, naturalHeight: height } = picture;
  const shorter = Math.min(width, height);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dragged, and moved by the arrow keys
    <div
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- moved by the arrow keys
      tabIndex={0}
      role="application"
      aria-label={`${t('crop')}. ${t('cropHint')}`}
      className="relative size-72 cursor-grab touch-none overflow-hidden rounded-md bg-sunken active:cursor-grabbing"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        held.current = { x: event.clientX, y: event.clientY };
      }}
      onPointerMove={drag}
      onPointerUp={() => {
        held.current = null;
      }}
      onWheel={(event) => onCrop({ ...crop, zoom: crop.zoom * (event.deltaY < 0 ? 1.08 : 0.93) })}
      onKeyDown={onKey}
    >
      <img
        src={picture.src}
        alt=""
        draggable={false}
        className="absolute max-w-none select-none"
        style={{
          width: `${(width / shorter) * crop.zoom * 100}%`,
          left: `${(crop.x + 0.5) * 100}%`,
          top: `${(crop.y + 0.5) * 100}%`,
          transform: 'translate(-50%, -50%)',
        }}
      />
      <div className="pointer-events-none absolute inset-0 rounded-full shadow-[0_0_0_9999px_var(--veil)] ring-1 ring-white/70" />
    </div>
  );
}

function usePicture(file: File) {
  const [picture, setPicture] = useState<HTMLImageElement | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const url = URL.createObjectURL(file);
    const image = new Image();
    image.src = url;
    // What the browser cannot decode is no picture for it; the server would say the same.
    image.decode().then(
      () => setPicture(image),
      () => setFailed(true),
    );
    return () => URL.revokeObjectURL(url);
  }, [file]);
  return { picture, failed };
}

async function cut(picture: HTMLImageElement, crop: Crop, type: string): Promise<Blob> {
  const size = { width: picture.naturalWidth, height: picture.naturalHeight };
  const { left, top, side } = partOf(crop, size);
  const canvas = document.createElement('canvas');
  canvas.width = Math.min(sentSidePixels, Math.max(avatarLimits.minSidePixels, Math.round(side)));
  canvas.height = canvas.width;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser gives no canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, left, top, side, side, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    // What is see-through stays so in PNG only.
    const sent = type === 'image/png' ? type : 'image/jpeg';
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('the canvas gave no picture'))),
      sent,
      0.92,
    );
  });
}
