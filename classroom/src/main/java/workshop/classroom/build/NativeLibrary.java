package workshop.classroom.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * JNA's native part, unpacked once beside the jar. JNA itself would unpack it into a temporary
 * folder at each start. Under sudo it would do this as root. And it fails if /tmp may not hold
 * programs.
 */
final class NativeLibrary {
  static final String NAME = "libjnidispatch.so";

  private NativeLibrary() {}

  /** Unpacks it, unless it is there. If this fails, JNA still has its own way. */
  static void unpack(Path folder) {
    Path jar = folder.resolve("jna.jar");
    Path library = folder.resolve(NAME);
    try {
      if (!Files.exists(library)
          || Files.getLastModifiedTime(jar).compareTo(Files.getLastModifiedTime(library)) > 0) {
        unpack(jar, library);
      }
    } catch (IOException e) {
      // As said above.
    }
  }

  private static void unpack(Path jar, Path library) throws IOException {
    String processor = System.getProperty("os.arch").replace("amd64", "x86-64");
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry = zip.getEntry("com/sun/jna/linux-" + processor + "/" + NAME);
      if (entry == null) {
        return;
      }
      Path half = Files.createTempFile(library.getParent(), NAME, null);
      try (InputStream bytes = zip.getInputStream(entry)) {
        Files.copy(bytes, half, StandardCopyOption.REPLACE_EXISTING);
      }
      half.toFile().setReadable(true, false);
      Files.move(half, library, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
