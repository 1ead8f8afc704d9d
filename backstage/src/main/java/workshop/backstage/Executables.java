package workshop.backstage;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of this machine. */
public final class Executables {
  private Executables() {}

  /** The first of these that is on the PATH. */
  public static Optional<Path> find(String... names) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(names)
        .flatMap(
            name -> Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  /**
   * Maven for this tree: the one that the script has found, or {@code mvn}, or the wrapper.
   *
   * @param root the tree's top folder
   */
  public static Path maven(Path root) {
    return Optional.ofNullable(System.getProperty("workshop.maven"))
        .map(Path::of)
        .or(() -> find("mvn"))
        .orElse(root.resolve("mvnw"));
  }
}
