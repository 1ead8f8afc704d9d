package workshop.classroom.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A worker's report on a {@link Job}. */
public final class Report {
  /** How a run has ended. */
  public enum End {
    COMPLETE,
    /** A test did not end, or filled the memory; the report says which. */
    STUCK,
    /** The worker has ended before the tests had; there is no report. */
    LOST,
    /** It sent nothing for too long, so it was stopped; there is no report. */
    SILENT
  }

  private final List<TestResult> results = new ArrayList<>();
  private final Map<String, String> states = new TreeMap<>();
  private boolean more;
  private String lastStarted = "";
  private String text = "";
  private String own = "";
  private String printed = "";
  private End end = End.LOST;

  /** Takes a line of the worker's; returns whether it is the last one. */
  boolean add(String line) {
    String[] words = line.split("\t", -1);
    switch (words[0]) {
      case "START" -> lastStarted = words[1];
      case "STATE" -> states.put(words[1], words[2]);
      case "MORE" -> more = true;
      case "REPORT" -> text = text(words[1]);
      case "OWN" -> own = text(words[1]);
      case "PRINTED" -> printed = text(words[1]);
      case "END" -> end = End.COMPLETE;
      case "STUCK" -> end = End.STUCK;
      default -> {
        if (words.length == TestResult.WORDS) { // anything else was printed past System.out
          results.add(TestResult.parse(line));
        }
      }
    }
    return end != End.LOST;
  }

  void endedBySilence() {
    end = End.SILENT;
  }

  private static String text(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  public End end() {
    return end;
  }

  /** One for each test that has ended. */
  public List<TestResult> results() {
    return results;
  }

  /** By the number of an exercise: done, wrong, not done, waits, not run. */
  public Map<String, String> states() {
    return states;
  }

  /** Whether a test of given code is red. */
  public boolean givenIsBroken() {
    return states.containsKey("given");
  }

  /** Whether the exercise has tests with random values, too, which did not run. */
  public boolean hasMore() {
    return more;
  }

  /** The learner's report. */
  public String text() {
    return text;
  }

  /**
   * The celebration of an exercise that is done, by the learner's own code; empty if there is none.
   */
  public String own() {
    return own;
  }

  /** What the code or the tests have printed. */
  public String printed() {
    return printed;
  }

  /** The test that was running when the worker ended. */
  public String lastStarted() {
    return lastStarted;
  }
}
