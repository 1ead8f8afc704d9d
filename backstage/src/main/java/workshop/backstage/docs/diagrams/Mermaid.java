package workshop.backstage.docs.diagrams;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workshop.backstage.Executables;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/** The library that draws the diagrams: Maven unpacks it, once. */
final class Mermaid {
  private static final Pattern VERSION =
      Pattern.compile("<mermaid\\.version>(.+?)</mermaid\\.version>");

  private Mermaid() {}

  /** Where it is unpacked, in this tree. */
  static Path folder(Path root, PrintStream out) throws IOException {
    Matcher version = VERSION.matcher(Workshop.read(root.resolve("pom.xml")));
    if (!version.find()) {
      throw new Problem("pom.xml does not say which version of Mermaid draws the diagrams.");
    }
    Path folder = root.resolve("backstage/target/mermaid").resolve(version.group(1));
    if (!Files.isDirectory(folder)) {
      unpack(root, folder, out);
    }
    return folder;
  }

  private static void unpack(Path root, Path folder, PrintStream out) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Executables.maven(root).toString(),
            "-B",
            "-ntp",
            "-q",
            "-Dstyle.color=never",
            "-f",
            "backstage/pom.xml",
            "-Dmermaid.folder=" + folder,
            "dependency:unpack@mermaid");
    builder.directory(root.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process maven = builder.start();
    maven.getOutputStream().close();
    // Kept back: some versions print marks for colours, whatever they are told.
    String said = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (maven.waitFor() != 0) {
        out.print(said);
        throw new Problem(
            "Maven cannot fetch Mermaid, which draws the diagrams.\nIts own words are above.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem("Interrupted.");
    }
  }
}
