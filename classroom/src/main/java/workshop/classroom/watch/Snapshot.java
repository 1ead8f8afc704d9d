package workshop.classroom.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The Java files below some folders, and the data that shows whether one of them has changed. A
 * look at a few hundred files costs little, and works on every file system.
 */
record Snapshot(Map<Path, Stamp> files) {
  /**
   * Of a file.
   *
   * @param key another one when another file has taken its place
   */
  record Stamp(FileTime modified, long size, Object key) {}

  static final Snapshot NONE = new Snapshot(Map.of());

  static Snapshot of(Collection<Path> folders) {
    Map<Path, Stamp> files = new TreeMap<>();
    for (Path folder : folders) {
      try {
        Files.walkFileTree(
            folder,
            EnumSet.of(FileVisitOption.FOLLOW_LINKS),
            Integer.MAX_VALUE,
            new SimpleFileVisitor<>() {
              @Override
              public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java") && attributes.isRegularFile()) {
                  files.put(
                      file,
                      new Stamp(
                          attributes.lastModifiedTime(), attributes.size(), attributes.fileKey()));
                }
                return FileVisitResult.CONTINUE;
              }

              @Override
              public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE; // it is gone, or may not be read
              }
            });
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Snapshot(files);
  }

  /** The files that are new or other ones since an earlier look, and those that are gone. */
  Set<Path> changedSince(Snapshot before) {
    Set<Path> changed = new TreeSet<>();
    files.forEach(
        (file, stamp) -> {
          if (!Objects.equals(stamp, before.files.get(file))) {
            changed.add(file);
          }
        });
    changed.addAll(goneSince(before));
    return changed;
  }

  Set<Path> goneSince(Snapshot before) {
    Set<Path> gone = new TreeSet<>(before.files.keySet());
    gone.removeAll(files.keySet());
    return gone;
  }

  boolean hasEmptyFile() {
    return files.values().stream().anyMatch(stamp -> stamp.size() == 0);
  }
}
