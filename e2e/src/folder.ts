import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder that nobody else uses. */
export async function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'footfall-e2e-'));
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}
