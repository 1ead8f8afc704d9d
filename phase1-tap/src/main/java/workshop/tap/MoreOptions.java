package workshop.tap;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the command line of one phase understands besides the {@link Options} of every phase. */
public interface MoreOptions {
  MoreOptions NONE =
      new MoreOptions() {
        @Override
        public String help() {
          return "";
        }

        @Override
        public boolean take(String option, Value value) {
          return false;
        }
      };

  /** Several, one after the other. */
  static MoreOptions of(MoreOptions... parts) {
    return new MoreOptions() {
      @Override
      public String help() {
        return Stream.of(parts).map(MoreOptions::help).collect(Collectors.joining());
      }

      @Override
      public boolean take(String option, Value value) throws UsageException {
        for (MoreOptions part : parts) {
          if (part.take(option, value)) {
            return true;
          }
        }
        return false;
      }
    };
  }

  /** What follows an option on the command line. */
  interface Value {
    /**
     * Takes it from there.
     *
     * @throws UsageException if nothing follows
     */
    String next() throws UsageException;
  }

  /** What {@code --help} shows of these options: lines like those of every phase. */
  String help();

  /**
   * Takes an option, and its value where it has one.
   *
   * @param option for instance {@code --loss}
   * @return whether this is one of these options; else nothing is taken
   * @throws UsageException if its value is missing or wrong
   */
  boolean take(String option, Value value) throws UsageException;
}
