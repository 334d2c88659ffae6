#:project ../src/Hebb.Vision/Hebb.Vision.csproj
#:property PublishAot=false

// Trains a classifier on the embedded digits, or on a folder of class folders: dotnet run samples/classifier.cs [-- FOLDER]
using Hebb.Training;
using Hebb.Vision.Classification;

string data = args is [var folder, ..] ? folder : "digits";
var options = new ClassifierOptions { Seed = 1, Epochs = data == "digits" ? 100 : null, Callbacks = [new ProgressLines()] };
string target = Path.Combine(Path.GetTempPath(), "hebb-classifier");
ImageClassifier.Train(data, options).Save(target);

var classifier = ImageClassifier.Load(target);
double accuracy = classifier.Card.Scores.Test ?? classifier.Card.Scores.Validation ?? 0;
Console.WriteLine($"{classifier}, saved into {target}");
return accuracy >= (data == "digits" ? 0.96 : 0.5) ? 0 : 1;
