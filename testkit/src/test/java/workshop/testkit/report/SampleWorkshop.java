package workshop.testkit.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import workshop.exercises.ExerciseId;
import workshop.exercises.Stretch;
import workshop.exercises.Verdicts;
import workshop.exercises.Workshop;

/** A copy of src/test/resources/sample-workshop, to be answered, compiled and tested. */
final class SampleWorkshop {
  static final String SUM = "phase3-sample/src/exercise/java/sample/Sum.java";

  private static final String ANSWERS = "phase3-sample/src/exercise/java/sample/";

  private final Path root;
  private final StringBuilder printed = new StringBuilder();
  private String answers = "exercise";
  private String kind = "unit";
  private String selection = "";
  private String command = "mvn";
  private Optional<String> only = Optional.empty();

  /** Copies it into an empty folder. */
  SampleWorkshop(Path root) {
    this.root = root;
    Path original = Path.of("src/test/resources/sample-workshop");
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = root.resolve(original.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
      Files.createDirectories(root.resolve("phase4-sample"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces the line that throws NotDone. */
  SampleWorkshop answer(String file, String exercise, String answer) {
    return replace(
        ANSWERS + file,
        "throw new workshop.NotDone(\"%s\", \"docs/phase3-sample.md\");".formatted(exercise),
        answer);
  }

  /** All answers of phase 3 that are right. */
  SampleWorkshop answerAll() {
    return answerFirst()
        .answer("Sum.java", "3.2", "int s = 0; for (byte b : bytes) { s += b & 0xFF; } return s;")
        .answer("Answer.java", "3.10", "return question + 1;");
  }

  SampleWorkshop answerFirst() {
    return answer(
        "Sum.java",
        "3.1",
        "if (a < 0) { throw new IllegalArgumentException(\"negative\"); } return a + b;");
  }

  /** Replaces text in a file of phase 3, by which it must be found. */
  SampleWorkshop replace(String file, String text, String by) {
    try {
      String before = Files.readString(root.resolve(file));
      assertThat(text + " stands in " + file, before.contains(text), is(true));
      Files.writeString(root.resolve(file), before.replace(text, by));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** As the build would tell it. */
  SampleWorkshop answers(String folder) {
    answers = folder;
    return this;
  }

  SampleWorkshop kind(String ofTests) {
    kind = ofTests;
    return this;
  }

  SampleWorkshop command(String runsTests) {
    command = runsTests;
    return this;
  }

  SampleWorkshop selection(String options) {
    selection = options;
    return this;
  }

  /** The exercise whose tests run alone. */
  SampleWorkshop only(String exercise) {
    only = Optional.of(exercise);
    return this;
  }

  /** Compiles all, runs these tests, and returns what the report says. */
  String run(String... testClasses) {
    Path module = root.resolve("phase3-sample");
    Settings settings =
        new Settings(
            kind,
            module,
            "Phase 3: a sample",
            answers,
            command,
            module.resolve("target/exercises.txt"),
            selection);
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader = compile()) {
      Thread.currentThread().setContextClassLoader(loader);
      LauncherDiscoveryRequestBuilder request =
          LauncherDiscoveryRequestBuilder.request()
              .configurationParameters(
                  Map.of(
                      "workshop.module", module.toString(),
                      "junit.jupiter.execution.timeout.default", "1 s",
                      "junit.jupiter.execution.timeout.thread.mode.default", "SEPARATE_THREAD"));
      for (String name : testClasses) {
        request.selectors(selectClass(loader, "sample." + name));
      }
      LauncherConfig config =
          LauncherConfig.builder()
              .enableTestExecutionListenerAutoRegistration(false)
              .addPostDiscoveryFilters(new OneExercise(only))
              .build();
      Launcher launcher = LauncherFactory.create(config);
      launcher.execute(request.build(), new ReportListener(settings, printed::append));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
    return printed.toString();
  }

  /** What the run has written down. */
  String resultsFile() throws IOException {
    return Files.readString(root.resolve("phase3-sample/target/exercises.txt"));
  }

  boolean hasResultsFile() {
    return Files.exists(root.resolve("phase3-sample/target/exercises.txt"));
  }

  /** What the runs have remembered. */
  Verdicts verdicts() {
    return Verdicts.read(root);
  }

  /** The lines of an exercise in Sum.java. */
  List<String> stretch(ExerciseId id) {
    List<String> lines = Workshop.read(root.resolve(SUM)).lines().toList();
    return Stretch.find(lines, id).orElseThrow().in(lines);
  }

  private URLClassLoader compile() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter errors = new StringWriter();
    Path classes = Files.createDirectories(root.resolve("phase3-sample/target/test-classes"));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> tree = Files.walk(root)) {
      List<Path> sources = tree.filter(file -> file.toString().endsWith(".java")).toList();
      List<String> options = new ArrayList<>(List.of("-g", "-proc:none", "-d", classes.toString()));
      options.addAll(List.of("-cp", System.getProperty("java.class.path")));
      boolean compiled =
          compiler
              .getTask(
                  errors, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(errors.toString(), compiled, is(true));
    }
    return new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
  }
}
