package workshop.testkit.worker;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import workshop.testkit.report.PhaseReport;

/**
 * A program that runs tests of compiled classes again and again, each time in a class loader of its
 * own. That is much faster than a new start of a build tool. The program that started it can end it
 * when an answer loops without end.
 *
 * <p>It reads jobs from standard input (see {@link Job}). To standard output it writes a line for
 * each result (see {@link ResultLines}), then "END". After a test that did not end, or that filled
 * the memory, it writes "STUCK" instead, and ends: the thread of that test cannot be stopped.
 *
 * <p>If a report is wanted, there are more lines: "START" for each test, and at the end "STATE" for
 * each exercise, "MORE" if tests with random values did not run, "REPORT" with the text, "OWN" with
 * what there is to celebrate, and "PRINTED" with the output of the tests. Texts are in Base64. If
 * only a celebration is wanted, there is only "OWN".
 */
public final class TestWorker {
  private static final int MOST_PRINTED = 8000;

  private final PrintStream answers;
  private final String seconds;
  private final Launcher launcher =
      LauncherFactory.create(
          LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build());
  private final TestClasses testClasses = new TestClasses();
  private boolean leftOut;

  private TestWorker(PrintStream answers, String seconds) {
    this.answers = answers;
    this.seconds = seconds;
  }

  /**
   * Works until standard input ends.
   *
   * @param arguments how many seconds a test may take
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Locale.setDefault(Locale.ROOT); // some languages have digits of their own
    TestWorker worker = new TestWorker(System.out, arguments[0]);
    BlockingQueue<String> jobs = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(jobs), "jobs");
    reader.setDaemon(true);
    reader.start();
    while (true) {
      worker.run(Job.parse(jobs.take()));
    }
  }

  /** Ends the program as soon as there is nobody to work for, also within an endless loop. */
  private static void read(BlockingQueue<String> jobs) {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      for (String job = input.readLine(); job != null; job = input.readLine()) {
        jobs.add(job);
      }
    } catch (IOException e) {
      // It has ended, too.
    }
    Runtime.getRuntime().halt(0);
  }

  private void run(Job job) throws IOException {
    ResultLines lines = new ResultLines(this::answer, job.reported().isPresent());
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    // Without a report, nobody needs the output of the tests.
    OutputStream out = job.reported().isPresent() ? printed : OutputStream.nullOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    if (job.reported().isPresent()) {
      System.setErr(System.out);
    }

    List<URL> urls = new ArrayList<>();
    for (String entry : job.classPath().split(java.io.File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader classes = new URLClassLoader(urls.toArray(URL[]::new), before)) {
      thread.setContextClassLoader(classes);
      if (job.reported().isPresent()) {
        report(job, job.reported().get(), classes, lines);
        text("PRINTED", last(printed));
      } else if (job.celebratesOnly()) {
        celebrate(job, classes);
      } else {
        execute(job, classes, Map.of(), lines);
      }
    } finally {
      thread.setContextClassLoader(before);
    }
    answer(lines.stuck() ? "STUCK" : "END");
    if (lines.stuck()) {
      Runtime.getRuntime().halt(0);
    }
  }

  private void report(Job job, Job.Reported phase, ClassLoader classes, ResultLines lines) {
    PhaseReport report =
        new PhaseReport(phase.module(), phase.title(), job.exercise(), phase.maven());
    execute(job, classes, Map.of(PhaseReport.MODULE, phase.module().toString()), lines, report);
    Map<String, String> states = new TreeMap<>();
    String text = report.tell(states, !leftOut);
    if (leftOut) {
      answer("MORE");
    }
    states.forEach((exercise, state) -> answer("STATE\t" + exercise + "\t" + state));
    text("REPORT", text);
    if ("done".equals(states.get(job.exercise()))) {
      celebrate(job, classes);
    }
  }

  private void celebrate(Job job, ClassLoader classes) {
    Celebrations.of(job.exercise(), job.tests(), classes).ifPresent(own -> text("OWN", own));
  }

  private void execute(
      Job job,
      ClassLoader classes,
      Map<String, String> parameters,
      TestExecutionListener... listeners) {
    launcher.execute(
        LauncherDiscoveryRequestBuilder.request()
            .selectors(testClasses.of(job, classes, launcher))
            .filters(only(job))
            .configurationParameters(parameters)
            .configurationParameter("junit.jupiter.execution.timeout.default", seconds + " s")
            .configurationParameter(
                "junit.jupiter.execution.timeout.thread.mode.default", "SEPARATE_THREAD")
            .build(),
        listeners);
  }

  /**
   * The tests of the exercise. If a learner waits for the report, tests with random values are left
   * out: they take long, and tell least.
   */
  private PostDiscoveryFilter only(Job job) {
    return descriptor -> {
      if (job.wantsAll() || !descriptor.getChildren().isEmpty()) {
        return FilterResult.included("");
      }
      TestSource source = descriptor.getSource().orElse(null);
      boolean own =
          source != null
              && ResultLines.belonging(source).filter(job.exercise()::equals).isPresent();
      if (own && job.reported().isPresent() && isRandom(source)) {
        leftOut = true;
        return FilterResult.excluded("random");
      }
      return FilterResult.includedIf(own);
    };
  }

  /** The kit's convention: "seed", and a number. */
  private static boolean isRandom(TestSource source) {
    ParameterizedTest test =
        source instanceof MethodSource method
            ? method.getJavaMethod().getAnnotation(ParameterizedTest.class)
            : null;
    return test != null && test.name().startsWith("seed ");
  }

  private static String last(ByteArrayOutputStream printed) {
    String text = printed.toString(StandardCharsets.UTF_8);
    return text.substring(Math.max(0, text.length() - MOST_PRINTED));
  }

  private void text(String word, String text) {
    answer(word + "\t" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void answer(String line) {
    answers.println(line);
    answers.flush();
  }
}
