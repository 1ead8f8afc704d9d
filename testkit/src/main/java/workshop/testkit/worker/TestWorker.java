package workshop.testkit.worker;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * A program that runs tests of compiled classes again and again, each time in a class loader of its
 * own: much quicker than a build tool that starts anew. Whoever started it can end it when an
 * answer loops for ever.
 *
 * <p>It reads jobs from standard input, one a line: the class path, the folder with the tests, and
 * an exercise or "*" for all, separated by tabs. To standard output it writes a line for each
 * result (see {@link ResultLines}), then "END". After a test that did not end it writes "STUCK"
 * instead, and ends: the thread of that test cannot be stopped.
 */
public final class TestWorker {
  private TestWorker() {}

  /**
   * Works until standard input ends.
   *
   * @param arguments how many seconds a test may take
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream results = System.out;
    // What the tests print is nobody's business here.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    BufferedReader jobs =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String job = jobs.readLine(); job != null; job = jobs.readLine()) {
      String[] words = job.split("\t");
      ResultLines lines = run(words[0], Path.of(words[1]), words[2], arguments[0]);
      lines.all().forEach(results::println);
      results.println(lines.stuck() ? "STUCK" : "END");
      results.flush();
      if (lines.stuck()) {
        Runtime.getRuntime().halt(0);
      }
    }
  }

  private static ResultLines run(String classPath, Path tests, String exercise, String seconds)
      throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : classPath.split(java.io.File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader classes = new URLClassLoader(urls.toArray(URL[]::new), before)) {
      thread.setContextClassLoader(classes);
      LauncherConfig config =
          LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build();
      Launcher launcher = LauncherFactory.create(config);
      ResultLines lines = new ResultLines();
      launcher.execute(
          LauncherDiscoveryRequestBuilder.request()
              .selectors(testClasses(classes, tests))
              .filters(only(exercise))
              .configurationParameter("junit.jupiter.execution.timeout.default", seconds + " s")
              .configurationParameter(
                  "junit.jupiter.execution.timeout.thread.mode.default", "SEPARATE_THREAD")
              .build(),
          lines);
      return lines;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Unit tests only: the others are called ...IT. */
  private static List<DiscoverySelector> testClasses(ClassLoader classes, Path folder)
      throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<DiscoverySelector> selectors = new ArrayList<>();
      for (Path file : files.filter(path -> path.toString().endsWith("Test.class")).toList()) {
        String path = folder.relativize(file).toString();
        String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
        selectors.add(selectClass(Class.forName(name, false, classes)));
      }
      return selectors;
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static PostDiscoveryFilter only(String exercise) {
    return descriptor ->
        FilterResult.includedIf(
            exercise.equals("*")
                || !descriptor.getChildren().isEmpty()
                || descriptor
                    .getSource()
                    .flatMap(ResultLines::belonging)
                    .filter(exercise::equals)
                    .isPresent());
  }
}
