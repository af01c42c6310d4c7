import { misread, type Source } from './source.ts';

/**
 * Refuses what stands where a file should be but is none of any kind: what a version control left in its place, or
 * what a server answered.
 * @throws InputError that says what it is.
 */
export function assertNoStandIn(source: Source, what: string): void {
  const start = new TextDecoder().decode(source.read(0, Math.min(source.size, 512))).trimStart();
  if (source.size === 0) throw misread(source.where, what, 'an empty file', AGAIN);
  if (start.startsWith('version https://git-lfs.github.com/spec/')) {
    const size = /^size (\d+)$/m.exec(start)?.[1];
    throw misread(
      source.where,
      what,
      `a pointer of Git LFS${size ? ` to ${size} bytes` : ''}, not the file itself`,
      'run git lfs pull in the repository that it came from, or download the file by its web page',
    );
  }
  if (/^(?:<!doctype html|<html|<head)/i.test(start)) {
    const title = /<title[^>]*>\s*([^<]{1,80})/i.exec(start)?.[1]?.trim();
    throw misread(source.where, what, `a web page${title ? ` (${title})` : ''}`, AGAIN);
  }
  if (/^(?:<\?xml|<Error)/.test(start)) throw misread(source.where, what, 'an XML answer of a server', AGAIN);
  if (/"weight_map"\s*:/.test(start)) {
    const remedy = 'name the files of its parts, which it lists';
    throw misread(source.where, what, 'the index of a checkpoint in parts', remedy);
  }
  if (/^\{\s*"(?:error|message|detail|errors)"/.test(start))
    throw misread(source.where, what, `a server's answer ${start.slice(0, 80)}`, AGAIN);
}

const AGAIN =
  'download it again: a login, a licence to accept or a confirmation often stands between the link and the file';
