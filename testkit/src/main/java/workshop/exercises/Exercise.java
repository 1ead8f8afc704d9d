package workshop.exercises;

import java.util.List;

/**
 * An exercise, as its solution file describes it.
 *
 * @param id its number
 * @param title the heading of its section in the chapter
 * @param reference what defines its subject: an RFC and its section, or a manual page
 * @param hints the first one helps a little, the last one nearly gives the answer
 * @param stretch its place in the solution file
 */
public record Exercise(
    ExerciseId id, String title, String reference, List<String> hints, Stretch stretch) {}
