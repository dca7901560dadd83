import { importFiles, type PictureRow } from '../pictures';
import type { Story } from './story';

export async function importPictures(
  story: Story,
  rows: readonly PictureRow[],
  purpose: 'pilot' | 'production',
  passes?: number,
): Promise<void> {
  const files = importFiles(rows);
  const part = (bytes: Buffer, type: string): Blob => new Blob([new Uint8Array(bytes)], { type });
  // a form can be read once; a command that is sent again needs a new one
  const form = (): FormData => {
    const data = new FormData();
    data.set('purpose', purpose);
    if (passes !== undefined) data.set('passes', String(passes));
    data.set('manifest', part(files.manifest, 'text/csv'), 'manifest.csv');
    data.set('archive', part(files.archive, 'application/zip'), 'images.zip');
    if (files.gold) data.set('gold', part(files.gold, 'text/csv'), 'gold.csv');
    return data;
  };
  const { body } = await story
    .as(story.order.director)
    .call<{ items: number; gold: number }>('POST', story.path('/imports'), { form });
  story.say(`取込み import (${purpose}): ${body.items} 件、正解既知 gold ${body.gold} 件`);
}
