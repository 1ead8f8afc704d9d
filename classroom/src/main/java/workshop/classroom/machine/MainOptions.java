package workshop.classroom.machine;

import java.util.List;

/**
 * The options of a phase's main that concern the machine.
 *
 * @param device the name of the TAP device
 * @param kernel the kernel's address, with the length of its prefix
 * @param pcap the file for the capture; empty where there is none
 * @param plot the file for the picture of the run; empty where there is none
 * @param help whether the main only explains itself
 */
public record MainOptions(String device, String kernel, String pcap, String plot, boolean help) {

  /** Reads them from the words after {@code --}. */
  public static MainOptions of(List<String> words) {
    return new MainOptions(
        value(words, "--device", "tap0"),
        value(words, "--kernel", "192.168.100.1/24"),
        value(words, "--pcap", ""),
        value(words, "--plot", ""),
        words.contains("--help") || words.contains("-h"));
  }

  private static String value(List<String> words, String option, String otherwise) {
    int place = words.lastIndexOf(option);
    if (place < 0) {
      return otherwise;
    }
    return place + 1 < words.size() ? words.get(place + 1) : "";
  }
}
