package workshop.tap;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The options that only one phase has, besides the {@link Options} of every phase. */
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

  /** The argument that follows an option on the command line. */
  interface Value {
    /**
     * Takes it from the command line.
     *
     * @throws UsageException if nothing follows
     */
    String next() throws UsageException;
  }

  /** The lines of {@code --help} about these options. */
  String help();

  /**
   * Takes an option, and its value if it has one.
   *
   * @param option for instance {@code --loss}
   * @return whether this is one of these options; if not, nothing is taken
   * @throws UsageException if its value is missing or wrong
   */
  boolean take(String option, Value value) throws UsageException;
}
