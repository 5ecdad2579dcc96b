import { AvatarUpload, FileUpload } from 'ecosystia';
import { useState } from 'react';

export function Files() {
  const [avatar, setAvatar] = useState<string | null>(null);
  const [names, setNames] = useState<string[]>([]);
  return (
    <section aria-label="Files">
      <AvatarUpload currentAvatar={avatar} onAvatarChange={setAvatar} size="lg" />
      <FileUpload
        fileType="image"
        multiple
        maxSize={5}
        onUploadComplete={(files) => setNames(files.map(({ original_name: name }) => name))}
      />
      <p>Added: {names.join(', ')}</p>
    </section>
  );
}
