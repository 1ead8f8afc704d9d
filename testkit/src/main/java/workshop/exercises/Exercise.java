package workshop.exercises;

import java.util.List;

/**
 * An exercise, as its solution file tells it.
 *
 * @param id its number
 * @param title as it stands over its section of the chapter
 * @param reference where what it is about is defined: an RFC and its section, or a manual page
 * @param hints from a nudge to nearly the answer
 * @param stretch its place in the solution file
 */
public record Exercise(
    ExerciseId id, String title, String reference, List<String> hints, Stretch stretch) {}
