import { AppError } from "../../errors.ts";
import { toLocation, type Disk } from "./disk.ts";

/** Something else has the name that a node is to have. */
export function nameTaken(disk: Disk, holder: string): AppError {
  const location = toLocation(disk, holder);
  return new AppError(
    "conflict",
    {
      ja: `「${location}」という名前のファイルまたはフォルダーがすでにあります`,
      en: `"${location}" is already there and is not one of our pages`,
    },
    {
      hint: {
        ja: "名前を変えるか別の場所に移してから、もう一度実行してください",
        en: "Rename it or move it elsewhere, then run the command again",
      },
    },
  );
}

export function intoItself(disk: Disk, place: string): AppError {
  const location = toLocation(disk, place);
  return new AppError("conflict", {
    ja: `「${location}」を、その中にあるページの下へは移せません`,
    en: `"${location}" cannot be moved below a page that lies inside it`,
  });
}

export function noFolder(disk: Disk, id: string): never {
  throw new AppError("conflict", {
    ja: `「${id}」はデータベースのフォルダーではありません(${disk.dir})`,
    en: `"${id}" is not the folder of a database (${disk.dir})`,
  });
}
