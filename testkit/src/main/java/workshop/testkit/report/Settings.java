package workshop.testkit.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the build tells the report, by system properties. Without them, in an IDE for instance,
 * there is no report.
 *
 * @param kind of tests: "unit" or "integration"
 * @param module its folder
 * @param title of the module
 * @param answers what was compiled beside src/main: "exercise" or "solution"
 * @param maven the command that runs Maven
 * @param results the file for {@link ResultsFile}
 * @param selection the options by which only some tests were selected; empty where all run
 */
record Settings(
    String kind,
    Path module,
    String title,
    String answers,
    String maven,
    Path results,
    String selection) {
  static final String KIND = "workshop.report";
  static final String MODULE = "workshop.module";
  private static final List<String> SELECTORS = List.of("test", "groups", "excludedGroups");

  static boolean areGiven() {
    return System.getProperty(KIND) != null;
  }

  static Settings read() {
    String maven = property("workshop.maven");
    return new Settings(
        property(KIND),
        Path.of(property(MODULE)),
        property("workshop.title"),
        property("workshop.answers"),
        Path.of(maven).toString().contains("wrapper") ? "./mvnw" : "mvn",
        Path.of(property("workshop.results")),
        selected());
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }

  private static String selected() {
    return SELECTORS.stream()
        .flatMap(
            name ->
                Stream.ofNullable(System.getProperty(name))
                    .filter(value -> !value.isBlank())
                    .map(value -> "-D" + name + "=" + value))
        .collect(Collectors.joining(" "));
  }
}
