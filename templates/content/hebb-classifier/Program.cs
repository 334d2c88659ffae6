using Hebb;
using Hebb.Training;
using Hebb.Vision.Classification;

const string Saved = "classifier";

try
{
    switch (args)
    {
        // A folder with one folder of images for each class, such as photos/cat and photos/dog.
        case ["train", string folder]:
            var options = new ClassifierOptions { Epochs = 30, Callbacks = [new ProgressLines()], Warn = Console.Error.WriteLine };
            var trained = ImageClassifier.Train(folder, options);
            trained.Save(Saved);
            Console.WriteLine($"{trained}: saved in {Saved}");
            return 0;

        case ["predict", .. string[] images] when images.Length > 0:
            var classifier = ImageClassifier.Load(Saved);
            foreach (string image in images) Console.WriteLine($"{image}: {classifier.Predict(image)}");
            return 0;

        default:
            Console.WriteLine("usage: dotnet run -c Release -- train FOLDER | predict IMAGE…");
            return 2;
    }
}
catch (Exception problem) when (problem is HebbException or IOException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
