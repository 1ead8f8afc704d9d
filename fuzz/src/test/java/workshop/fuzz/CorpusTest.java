package workshop.fuzz;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** All inputs that are kept, without the fuzzer: as they are, and cut at each place. */
class CorpusTest {
  private static final Path CORPUS = Path.of("corpus");
  private static final String EXTENSION = ".txt";

  @Test
  void eachTargetHasInputs() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      Set<String> names =
          files
              .map(file -> file.getFileName().toString().replace(EXTENSION, ""))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(names, is(Targets.all().keySet()));
    }
  }

  /** CI gives the fuzzer those that it finds by their names. */
  @Test
  void eachTargetIsListed() throws IOException {
    Path sources = Path.of("src/main/java");
    try (Stream<Path> files = Files.walk(sources)) {
      Set<String> names =
          files
              .map(file -> sources.relativize(file).toString())
              .filter(file -> file.endsWith("Target.java"))
              .map(file -> file.replace(".java", "").replace('/', '.'))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(names, is(Targets.all().keySet()));
    }
  }

  @TestFactory
  Stream<DynamicNode> whatIsKept() {
    return Targets.all().entrySet().stream()
        .map(
            target ->
                dynamicContainer(
                    target.getKey(),
                    inputs(target.getKey()).stream()
                        .map(
                            line ->
                                dynamicTest(
                                    line.length() <= 60 ? line : line.substring(0, 57) + "...",
                                    () -> tryOut(target.getValue(), line)))));
  }

  private static List<String> inputs(String target) {
    try {
      return Files.readAllLines(CORPUS.resolve(target + EXTENSION)).stream()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void tryOut(Consumer<byte[]> target, String line) {
    byte[] input = HexFormat.of().parseHex(line);
    for (int length = 0; length <= input.length; length++) {
      target.accept(Arrays.copyOf(input, length));
    }
  }
}
